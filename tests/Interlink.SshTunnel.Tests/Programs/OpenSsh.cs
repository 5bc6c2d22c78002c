using System.Diagnostics;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>The programs of OpenSSH that the tests need.</summary>
internal static class OpenSsh
{
    public const string Server = "/usr/sbin/sshd";

    /// <summary>Why there is no SSH server to test with; null when there is.</summary>
    public static string? Missing { get; } =
        !File.Exists(Server) || !IsOnPath("ssh") || !IsOnPath("ssh-keygen")
            ? "needs sshd and ssh: install Debian's openssh-server and openssh-client"
            : null;

    /// <summary>Runs ssh-keygen.</summary>
    public static void KeyGen(params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.True(run.ExitCode == 0, said);
    }

    private static bool IsOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
