using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Interlink.Kubernetes.Fake;

/// <summary>An authority of its own, the server's certificate, and one for a client.</summary>
public sealed class FakeCertificate : IDisposable
{
    private readonly X509Certificate2 _authority;

    private FakeCertificate(X509Certificate2 authority, X509Certificate2 server, (string Certificate, string Key) client, string[] names)
    {
        _authority = authority;
        Server = server;
        (ClientPem, ClientKeyPem) = client;
        Names = names;
    }

    /// <summary>The authority, for the client to trust.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A client's certificate.</summary>
    public string ClientPem { get; }

    /// <summary>Its key.</summary>
    public string ClientKeyPem { get; }

    /// <summary>The names of the server.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether only clients with a certificate are let in.</summary>
    public bool AsksForClient { get; set; }

    internal X509Certificate2 Server { get; }

    /// <summary>Makes one for 127.0.0.1, or for names alone.</summary>
    public static FakeCertificate Create(params string[] names)
    {
        DateTimeOffset start = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fake-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        X509Certificate2 authority = request.CreateSelfSigned(start, start.AddDays(1));

        var subject = new SubjectAlternativeNameBuilder();
        if (names.Length == 0)
        {
            subject.AddIpAddress(IPAddress.Loopback);
        }

        foreach (string name in names)
        {
            subject.AddDnsName(name);
        }

        (string serverPem, string serverKey) = Issue(authority, "CN=kube-apiserver", subject, start);
        using X509Certificate2 server = X509Certificate2.CreateFromPem(serverPem, serverKey);
        return new FakeCertificate(
            authority, X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), null), Issue(authority, "O=system:masters, CN=admin", null, start), names);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Server.Dispose();
    }

    internal void Configure(HttpsConnectionAdapterOptions https)
    {
        https.ClientCertificateMode = AsksForClient ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
        https.ClientCertificateValidation = (certificate, _, errors) =>
            errors != SslPolicyErrors.RemoteCertificateNotAvailable && certificate.Issuer == _authority.Subject;
    }

    private static (string Certificate, string Key) Issue(
        X509Certificate2 authority, string name, SubjectAlternativeNameBuilder? subject, DateTimeOffset start)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        if (subject is not null)
        {
            request.CertificateExtensions.Add(subject.Build());
        }

        using X509Certificate2 issued = request.Create(authority, start, start.AddHours(20), RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
