namespace Interlink.Podlet.Stats;

/// <summary>A container that is measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mark">The word that its processes carry (<see cref="Running.JobMark"/>).</param>
/// <param name="Process">Its first process.</param>
/// <param name="StartedAt">When that started.</param>
internal sealed record MeasuredContainer(string Name, string Mark, int Process, DateTimeOffset? StartedAt);
