namespace Interlink.Protocol.Plans;

/// <summary>Where a container's last words are found (<c>terminationMessagePath</c> and <c>terminationMessagePolicy</c>).</summary>
/// <param name="File">The file that the container sees at its path, absolute; null where the runtime cannot show it one.</param>
/// <param name="FromLog">True when the end of the log counts for a container that failed without a word.</param>
public sealed record TerminationMessagePlan(string? File, bool FromLog);
