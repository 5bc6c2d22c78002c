namespace Interlink.Slurm.Scheduling;

/// <summary>
/// A job's id as <c>sbatch --parsable</c> prints it: <c>id</c>, or <c>id;cluster</c> where another cluster was asked for.
/// </summary>
internal readonly record struct JobId(string Id, string? Cluster = null)
{
    public static JobId? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
            return null;
        var separator = trimmed.IndexOf(';');
        return separator < 0
            ? new JobId(trimmed.ToString())
            : new JobId(trimmed[..separator].ToString(), trimmed[(separator + 1)..].ToString());
    }

    public override string ToString() => Cluster is null ? Id : $"{Id};{Cluster}";
}
