namespace Interlink.Hosting.Health;

/// <summary>
/// Something that must work before the program can do its job. Register any number as services; <c>/readyz</c> asks them all.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>A short name, for example <c>slurm</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Null when ready, else a sentence that says what is missing. It is shown to callers without authentication: no secrets.
    /// </summary>
    /// <remarks>Called for every probe, so cheap; an answer that takes longer than five seconds counts as not ready.</remarks>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken);
}
