namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>Tests against a real sshd; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshdTheoryAttribute : TheoryAttribute
{
    public SshdTheoryAttribute() => Skip = OpenSsh.Missing;
}
