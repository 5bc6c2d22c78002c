using System.Diagnostics.CodeAnalysis;

namespace Interlink.Slurm.Configuration;

/// <summary>
/// Which generic resource of Slurm stands for an extended resource of Kubernetes: whole GPUs are <c>gpu</c>, a slice of one
/// (<c>nvidia.com/mig-1g.5gb</c>) is the GPU type named like its profile, and the configuration may say otherwise or add others.
/// </summary>
internal sealed class GresNames(IReadOnlyDictionary<string, string> configured)
{
    private const string MigPrefix = "nvidia.com/mig-";

    public static GresNames Default { get; } = new(new Dictionary<string, string>());

    /// <summary>The name to ask Slurm for, without the number; false for a resource that stands for nothing in Slurm.</summary>
    public bool TryFind(string resource, [NotNullWhen(true)] out string? gres)
    {
        gres = configured.TryGetValue(resource, out var name) ? name
            : resource is "nvidia.com/gpu" or "amd.com/gpu" ? "gpu"
            : resource.StartsWith(MigPrefix, StringComparison.Ordinal) && IsName(resource.AsSpan(MigPrefix.Length))
                ? "gpu:" + resource[MigPrefix.Length..]
            : null;
        return gres is { Length: > 0 };
    }

    /// <summary>A word or, with a type, two words joined by a colon, of the characters Slurm takes.</summary>
    public static bool IsValid(string gres) =>
        gres.Split(':') is { Length: 1 or 2 } parts && parts.All(part => IsName(part));

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }

        return !text.IsEmpty;
    }
}
