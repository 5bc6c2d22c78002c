using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>An OpenID Connect issuer that publishes its keys over TLS and makes tokens, right and wrong ones.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "interlink";
    private readonly TestCertificates _certificates;
    private WebApplication? _app;
    private RSA _key = RSA.Create(2048);
    private string _keyName = "first";

    public Issuer(TemporaryFolder folder)
    {
        _certificates = new TestCertificates(folder, "issuer");
        (CertFile, KeyFile) = _certificates.IssueServer("server");
    }

    public string Address => $"https://localhost:{Port}";

    public string AuthorityFile => _certificates.AuthorityFile;

    /// <summary>The lines of the configuration.</summary>
    public string Configuration => $"OIDC: {{ Issuer: \"{Address}\", Audience: {Audience}, CACertFile: \"{AuthorityFile}\" }}";

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    private int Port { get; set; }

    private string CertFile { get; }

    private string KeyFile { get; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            Port,
            listen => listen.UseHttps(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(CertFile, KeyFile))));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Port = new Uri(_app.Urls.Single()).Port;
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            using var now = new CancellationTokenSource(0);
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
            _app = null;
        }
    }

    /// <summary>From now on other keys sign.</summary>
    public void Rotate()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        _keyName = "second";
    }

    /// <summary>A token that is right but for what is given.</summary>
    public string Token(Action<JsonObject>? claims = null, string algorithm = "RS256", byte[]? secret = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var payload = new JsonObject { ["iss"] = Address, ["aud"] = Audience, ["sub"] = "vk-one", ["iat"] = now, ["nbf"] = now, ["exp"] = now + 600 };
        claims?.Invoke(payload);
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = _keyName, ["typ"] = "JWT" };
        var signed = $"{Encode(header.ToJsonString())}.{Encode(payload.ToJsonString())}";
        var signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(secret!, Encoding.ASCII.GetBytes(signed)),
            _ => _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Encode(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        var answer = context.Request.Path.Value == "/.well-known/openid-configuration"
            ? new JsonObject { ["issuer"] = Address, ["jwks_uri"] = $"{Address}/keys" }
            : new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject
                {
                    ["kty"] = "RSA", ["use"] = "sig", ["kid"] = _keyName, ["n"] = Encode(key.Modulus!), ["e"] = Encode(key.Exponent!),
                }),
            };
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
