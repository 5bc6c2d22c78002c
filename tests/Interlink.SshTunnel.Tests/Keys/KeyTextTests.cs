using System.Text;
using Interlink.SshTunnel.Keys;

namespace Interlink.SshTunnel.Tests.Keys;

public sealed class KeyTextTests
{
    private const string Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHzXsycnHrszqvQrWEhq8MdL5lgzvWRU4l0gXhdqcxI7";

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(Line, "is a public key; give the private one")]
    [InlineData("PuTTY-User-Key-File-3: ssh-ed25519", "is a key of PuTTY")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "holds no private key")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA", "holds no private key")]
    public void What_is_no_private_key_is_called_what_it_is(string text, string sentence)
    {
        var failure = Assert.Throws<KeyFileException>(() => PrivateKey.Read("/k", Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("-keyfile /k " + sentence, failure.Message);
    }

    [Fact]
    public void A_broken_key_is_left_for_ssh_to_judge() =>
        Assert.Equal(
            "-----BEGIN OPENSSH PRIVATE KEY-----\n???\n-----END OPENSSH PRIVATE KEY-----\n",
            PrivateKey.Read("/k", "-----BEGIN OPENSSH PRIVATE KEY-----\r\n???\r\n-----END OPENSSH PRIVATE KEY-----"u8));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("ssh-ed25519 AAAA")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIHzXsycnHrszqvQrWEhq8MdL5lgzvWRU4l0gXhdqcxI7")]
    [InlineData("host ssh-ed25519 not-base64")]
    [InlineData(Line + "\nhost " + Line)]
    public void What_holds_no_host_key_is_refused(string text) =>
        Assert.Throws<KeyFileException>(() => HostKeys.Read("/k", Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_cut_off_binary_key_is_refused()
    {
        var blob = Convert.FromBase64String(Line.Split(' ')[1]);
        Assert.Equal($"{HostKeys.Alias} {Line}\n", HostKeys.Read("/k", blob).KnownHosts);
        Assert.Throws<KeyFileException>(() => HostKeys.Read("/k", blob.AsSpan(0, 15)));
    }

    [Fact]
    public void Revoked_keys_and_authorities_stay_what_they_are()
    {
        var text = $"@revoked * {Line}\n@cert-authority *.example.org {Line} the CA\nlogin.example.org {Line}\n";
        Assert.Equal(new HostKeys(text, ForAnyName: false), HostKeys.Read("/k", Encoding.UTF8.GetBytes(text)));
    }
}
