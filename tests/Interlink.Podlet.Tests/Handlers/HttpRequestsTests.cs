using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interlink.Podlet.Handlers;
using Interlink.Protocol.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Interlink.Podlet.Tests.Handlers;

public class HttpRequestsTests
{
    [Theory]
    [InlineData("/status/200", null)]
    [InlineData("/status/204", null)]
    [InlineData("/status/399", null)]
    [InlineData("/status/404", "answered 404")]
    [InlineData("/status/503", "answered 503")]
    [InlineData("/here", null)]
    [InlineData("/away", null)]
    [InlineData("/bad", "answered 500")]
    [InlineData("/round", "redirects for ever")]
    public async Task The_status_decides_and_redirects_are_followed_on_the_same_host(string path, string? failure)
    {
        await using Server server = await Server.StartAsync(null, Map);
        string? said = await HttpRequests.ProbeAsync(new HttpGetPlan($"http://127.0.0.1:{server.Port}{path}", []), default);
        if (failure is null)
            Assert.Null(said);
        else
            Assert.Contains(failure, said!, StringComparison.Ordinal);
        Assert.Null(await HttpRequests.HookAsync(new HttpGetPlan($"http://127.0.0.1:{server.Port}{path}", []), default));
    }

    [Fact]
    public async Task Headers_arrive_and_the_host_can_be_named()
    {
        string seen = "";
        await using Server server = await Server.StartAsync(null, app => app.MapGet("/", (HttpRequest request) =>
        {
            seen = $"{request.Host}|{request.Headers["X-A"]}|{request.Headers.UserAgent}|{request.Headers.Connection}";
            return Results.Ok();
        }));
        HttpHeader[] headers = [new("Host", "web.example"), new("X-A", "b c")];
        Assert.Null(await HttpRequests.ProbeAsync(new HttpGetPlan($"http://127.0.0.1:{server.Port}/", headers), default));
        Assert.Equal("web.example|b c|kube-probe/1.34|close", seen);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_taken()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        await using Server server = await Server.StartAsync(null, Map, listen => listen.UseHttps(certificate));
        Assert.Null(await HttpRequests.ProbeAsync(new HttpGetPlan($"https://127.0.0.1:{server.Port}/status/200", []), default));
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_with_the_URL()
    {
        string? said = await HttpRequests.ProbeAsync(new HttpGetPlan("http://127.0.0.1:1/x", []), default);
        Assert.StartsWith("http://127.0.0.1:1/x: ", said, StringComparison.Ordinal);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/here", () => Results.Redirect("/status/200"));
        app.MapGet("/away", () => Results.Redirect("http://nowhere.invalid/"));
        app.MapGet("/bad", () => Results.Redirect("/status/500"));
        app.MapGet("/round", () => Results.Redirect("/round"));
    }
}
