using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tunnel").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task Everything_that_is_missing_is_said_at_once() =>
        RefusesAsync([], "-addr is missing", "-user is missing", "-keyfile is missing", "There is nothing to forward");

    [Theory]
    [InlineData("-rport 4000", "-lsock is missing")]
    [InlineData("-lsock /tmp/x", "-rport is missing")]
    [InlineData("-rport 70000 -lsock /tmp/x", "-rport 70000 must be a port")]
    [InlineData("-rport 1 -lsock /tmp/a:b", "-lsock /tmp/a:b must be without :")]
    [InlineData("-addr host:port", "-addr host:port must be the SSH server's host and port")]
    [InlineData("-user a;b", "-user a;b is not a user's name")]
    [InlineData("-listen 9100", "-listen 9100 must be an IP address and a port")]
    [InlineData("-lsok /tmp/x", "'-lsok'")]
    public Task What_is_wrong_is_named(string flags, string sentence) => RefusesAsync(flags.Split(' '), sentence);

    [Fact]
    public Task A_missing_key_file_is_a_sentence() =>
        RefusesAsync(
            ["-addr", "h:22", "-user", "u", "-keyfile", "/no/such/key", "-rport", "4000", "-lsock", "/tmp/x"],
            "-keyfile /no/such/key cannot be read");

    [SshdFact]
    public async Task A_forward_that_ssh_does_not_understand_ends_the_start()
    {
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, "key"));
        await RefusesAsync(
            ["-addr", "h:22", "-user", "u", "-keyfile", Path.Combine(_folder, "key"), "-L", "nonsense"],
            "Bad local forwarding specification 'nonsense'");
    }

    [SshdFact]
    public async Task Without_ssh_it_says_what_to_install()
    {
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, "key"));
        using var tunnel = new RunningTunnel(
            _folder, [("PATH", "/nowhere")],
            ["-addr", "h:22", "-user", "u", "-keyfile", Path.Combine(_folder, "key"), "-rport", "4000", "-lsock", "/tmp/x"]);
        Assert.Equal(2, await tunnel.EndAsync());
        Assert.Contains("ssh cannot be started: no such file in PATH. OpenSSH's client must be on PATH", tunnel.Log);
    }

    private async Task RefusesAsync(string[] flags, params string[] sentences)
    {
        using var tunnel = new RunningTunnel(_folder, flags);
        Assert.Equal(2, await tunnel.EndAsync());
        Assert.All(sentences, sentence => Assert.Contains("ssh-tunnel: ", tunnel.Log.Split('\n').Single(
            line => line.Contains(sentence, StringComparison.Ordinal)), StringComparison.Ordinal));
    }
}
