namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>A test against a real sshd; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdFactAttribute : FactAttribute
{
    public SshdFactAttribute() => Skip = OpenSsh.Missing;
}
