namespace Interlink.Podlet.Tests.Programs;

/// <summary>A test that runs containers of Podman; skipped, with the reason, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PodmanFactAttribute : FactAttribute
{
    public PodmanFactAttribute() => Skip = Podman.Missing;
}
