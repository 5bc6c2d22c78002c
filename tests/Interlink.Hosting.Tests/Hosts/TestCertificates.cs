using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A CA of the test's own and what it issues, as PEM files.</summary>
internal sealed class TestCertificates
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = From.AddDays(30);
    private readonly TemporaryFolder _folder;
    private readonly string _name;
    private readonly X509Certificate2 _authority;

    public TestCertificates(TemporaryFolder folder, string name)
    {
        _folder = folder;
        _name = name;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        _authority = request.CreateSelfSigned(From, Until);
        AuthorityFile = folder.Write($"{name}-ca.pem", _authority.ExportCertificatePem());
    }

    public string AuthorityFile { get; }

    /// <summary>Writes a server's certificate and key for localhost.</summary>
    public (string CertFile, string KeyFile) IssueServer(string name) => Issue(name, "1.3.6.1.5.5.7.3.1");

    /// <summary>Issues a client's certificate.</summary>
    public X509Certificate2 IssueClient(string name)
    {
        var (certificate, key) = Issue(name, "1.3.6.1.5.5.7.3.2");
        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    private (string CertFile, string KeyFile) Issue(string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var certificate = request.Create(_authority, From, Until, RandomNumberGenerator.GetBytes(8));
        return (
            _folder.Write($"{_name}-{name}.crt", certificate.ExportCertificatePem()),
            _folder.Write($"{_name}-{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
