namespace Interlink.Kubernetes.Access;

/// <summary>Where kubeconfig files are.</summary>
internal static class KubeConfigPaths
{
    public const string Variable = "KUBECONFIG";

    /// <summary>The files in the order of their precedence, and whether each must be there.</summary>
    public static (IReadOnlyList<string> Paths, bool Required) Of(KubeConfigOptions options, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(options.Path))
        {
            return (Split(options.Path), true);
        }

        if (environment(Variable) is { Length: > 0 } list)
        {
            return (Split(list), false);
        }

        string home = environment("HOME") is { Length: > 0 } folder ? folder : "/root";
        return ([Path.Combine(home, ".kube", "config")], true);
    }

    private static string[] Split(string list) =>
        [.. list.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(Path.GetFullPath)];
}
