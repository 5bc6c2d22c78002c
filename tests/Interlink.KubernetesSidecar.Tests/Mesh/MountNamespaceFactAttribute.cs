using System.Diagnostics;

namespace Interlink.KubernetesSidecar.Tests.Mesh;

/// <summary>A fact about a container's command, tried in a mount namespace in which it has a <c>/tmp</c> of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountNamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "unshare -rm true 2>/dev/null && command -v bash >/dev/null"]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : "bash is missing, or unshare -rm may not make a mount namespace here.";
    });

    public MountNamespaceFactAttribute() => Skip = Missing.Value;
}
