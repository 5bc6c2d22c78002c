using Interlink.SshTunnel.Tests.Programs;

namespace Interlink.SshTunnel.Tests;

public sealed class HostKeyTests
{
    [SshdTheory]
    [InlineData("binary, as Go reads it")]
    [InlineData("one line of text")]
    [InlineData("known_hosts")]
    [InlineData("known_hosts with hashed names")]
    [InlineData("a comment and several keys")]
    public async Task The_right_host_is_recognized_by_its_key(string form)
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        var tunnel = bed.Run([.. bed.Usual, "-strict", "-hostkeyfile", Write(bed, form)]);
        await tunnel.UpAsync();
        Assert.True(await Echo.WorksAsync(Echo.Port(bed.RemotePort)));
        Assert.DoesNotContain("NO HOST KEY", tunnel.Log);
        Assert.DoesNotContain("NOT CHECKED", tunnel.Log);
    }

    [SshdTheory]
    [InlineData("binary, as Go reads it")]
    [InlineData("one line of text")]
    [InlineData("known_hosts")]
    public async Task A_wrong_host_is_never_used_and_the_right_one_as_soon_as_the_file_is(string form)
    {
        using var bed = await TunnelBed.MakeAsync();
        bed.Listen();
        OpenSsh.KeyGen("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", bed.File("other"));
        var file = Write(bed, form, File.ReadAllText(bed.File("other.pub")).Trim());
        var tunnel = bed.Run([.. bed.Usual, "-hostkeyfile", file]);
        await tunnel.LoggedAsync($"the host key of {bed.Server.Address} is NOT the one in {file}");
        Assert.Contains("is NOT the one in", (await tunnel.AskAsync("/readyz")).Text);
        Assert.DoesNotContain("is up", tunnel.Log);
        Assert.DoesNotContain("Accepted publickey", bed.Server.Log);
        Write(bed, form);
        await tunnel.UpAsync();
    }

    [SshdFact]
    public async Task A_known_hosts_file_without_the_host_is_said_to_lack_it()
    {
        using var bed = await TunnelBed.MakeAsync();
        var file = bed.Write("known_hosts", $"elsewhere.example.org {bed.Server.HostKeyLine}\n");
        var tunnel = bed.Run([.. bed.Usual, "-hostkeyfile", file]);
        await tunnel.LoggedAsync($"the host key of {bed.Server.Address} is not in {file}");
    }

    [SshdFact]
    public async Task Without_a_key_a_warning_names_the_one_that_was_met_and_that_one_can_be_given()
    {
        using var bed = await TunnelBed.MakeAsync();
        var tunnel = bed.Run(bed.Usual);
        await tunnel.UpAsync();
        Assert.Contains("WRN ssh-tunnel[Tunnel] NO HOST KEY was given", tunnel.Log);
        var warning = tunnel.Log.Split('\n').Single(line => line.Contains("NOT CHECKED", StringComparison.Ordinal));
        var line = warning[warning.IndexOf("ssh-ed25519", StringComparison.Ordinal)..].Trim();
        Assert.Equal(bed.Server.HostKeyLine, line);
        Assert.Equal(0, await tunnel.TerminateAsync());
        await bed.Run([.. bed.Usual, "-strict", "-hostkeyfile", bed.Write("met", line)]).UpAsync();
    }

    [SshdFact]
    public async Task Strict_refuses_to_go_without_a_key()
    {
        using var bed = await TunnelBed.MakeAsync();
        var tunnel = bed.Run([.. bed.Usual, "-strict"]);
        Assert.Equal(2, await tunnel.EndAsync());
        Assert.Contains("-strict needs -hostkeyfile", tunnel.Log);
    }

    [SshdFact]
    public async Task A_file_that_holds_no_host_key_ends_the_start()
    {
        using var bed = await TunnelBed.MakeAsync();
        var file = bed.Write("hosts", "127.0.0.1 localhost\n");
        var tunnel = bed.Run([.. bed.Usual, "-hostkeyfile", file]);
        Assert.Equal(2, await tunnel.EndAsync());
        Assert.Contains($"-hostkeyfile {file} must hold a public key", tunnel.Log);
    }

    private static string Write(TunnelBed bed, string form, string? key = null)
    {
        key ??= bed.Server.HostKeyLine;
        var entry = $"[127.0.0.1]:{bed.Server.Port} {key}\n";
        var file = bed.File("hostkey");
        switch (form)
        {
            case "binary, as Go reads it":
                File.WriteAllBytes(file, Convert.FromBase64String(key.Split(' ')[1]));
                break;
            case "one line of text":
                File.WriteAllText(file, key + " somebody@somewhere");
                break;
            case "known_hosts":
                File.WriteAllText(file, "# by ssh-keyscan\n" + entry);
                break;
            case "known_hosts with hashed names":
                File.WriteAllText(file, entry);
                OpenSsh.KeyGen("-q", "-H", "-f", file);
                File.Delete(file + ".old");
                break;
            default:
                File.WriteAllText(file, $"# two\r\n{File.ReadAllText(bed.Server.UserKey + ".pub").Trim()}\r\n{key}\r\n");
                break;
        }

        return file;
    }
}
