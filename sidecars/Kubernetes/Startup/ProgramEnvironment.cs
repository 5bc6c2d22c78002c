using System.Collections;

namespace Interlink.KubernetesSidecar.Startup;

/// <summary>What surrounds the program.</summary>
internal static class ProgramEnvironment
{
    private const string PodToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /// <summary>Whether Kubernetes has given this program credentials of its own.</summary>
    public static bool IsPod => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists(PodToken);

    /// <summary>The variables as a dictionary.</summary>
    public static IReadOnlyDictionary<string, string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
