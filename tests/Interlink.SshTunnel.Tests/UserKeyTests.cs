using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class UserKeyTests
{
    [SshdFact]
    public async Task A_key_that_all_may_read_and_that_was_edited_elsewhere_is_used_and_never_shown()
    {
        using var bed = await TunnelBed.MakeAsync();
        var text = File.ReadAllText(bed.Server.UserKey);
        File.WriteAllText(bed.Server.UserKey, "the key:\r\n" + text.Trim().Replace("\n", "\r\n", StringComparison.Ordinal));
        File.SetUnixFileMode(bed.Server.UserKey, (UnixFileMode)0x1a4);
        var tunnel = bed.Run([.. bed.Usual, "-verbose"]);
        await tunnel.UpAsync();
        Assert.Contains("debug1:", tunnel.Log);
        Assert.All(text.Trim().Split('\n')[1..^1], line => Assert.DoesNotContain(line, tunnel.Log));
    }

    [SshdTheory]
    [InlineData("ed25519", "OpenSSH")]
    [InlineData("rsa", "PEM")]
    [InlineData("rsa", "PKCS8")]
    public async Task A_key_with_a_passphrase_is_a_sentence(string kind, string format)
    {
        using var bed = await TunnelBed.MakeAsync(started: false);
        var key = bed.File("locked");
        string[] form = format == "OpenSSH" ? [] : ["-m", format];
        OpenSsh.KeyGen(["-q", "-t", kind, "-N", "secret-words", .. form, "-f", key]);
        var tunnel = bed.Run([.. bed.Usual, "-keyfile", key]);
        Assert.Equal(2, await tunnel.EndAsync());
        Assert.Contains($"-keyfile {key} is protected by a passphrase", tunnel.Log);
    }

    [SshdTheory]
    [InlineData("rsa", "PEM")]
    [InlineData("rsa", "PKCS8")]
    [InlineData("ecdsa", "OpenSSH")]
    public async Task Keys_in_the_forms_that_Go_reads_are_used(string kind, string format)
    {
        using var bed = await TunnelBed.MakeAsync();
        var key = bed.File("other");
        string[] form = format == "OpenSSH" ? [] : ["-m", format];
        OpenSsh.KeyGen(["-q", "-t", kind, "-N", "", .. form, "-f", key]);
        File.Copy(key + ".pub", bed.Server.UserKey + ".pub", overwrite: true);
        await bed.Run([.. bed.Usual, "-keyfile", key]).UpAsync();
    }
}
