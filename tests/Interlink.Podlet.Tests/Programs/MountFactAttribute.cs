namespace Interlink.Podlet.Tests.Programs;

/// <summary>A test that mounts something where nobody else sees it; skipped where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly string? Missing =
        Shell.Run("unshare --mount sh -c 'mount -t tmpfs none /mnt && echo can'") == "can\n" ? null : "needs the right to mount";

    public MountFactAttribute() => Skip = Missing;
}
