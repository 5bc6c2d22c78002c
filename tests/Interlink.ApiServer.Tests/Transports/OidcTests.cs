using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Transports;

/// <summary>Callers who show a token of an OpenID Connect issuer, which is a real one with TLS.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Issuer _issuer;

    public OidcTests() => _issuer = new Issuer(_folder);

    public Task InitializeAsync() => _issuer.StartAsync();

    public async Task DisposeAsync()
    {
        await _issuer.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string> WrongTokens => ["expired", "no end", "not yet", "audience", "no audience", "issuer", "none", "secret", "signature", "text"];

    [Fact]
    public async Task A_token_of_the_issuer_for_this_audience_lets_in_and_is_never_logged()
    {
        await using var scene = await Scene.StartAsync(_issuer.Configuration);
        var token = _issuer.Token();
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, token));
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token(claims => claims["aud"] = new JsonArray("other", Issuer.Audience))));
        Assert.DoesNotContain(token.Split('.')[1], scene.Server.Log);
        Assert.DoesNotContain(token.Split('.')[2], scene.Server.Log);
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_token_with_anything_wrong_does_not(string what)
    {
        await using var scene = await Scene.StartAsync(_issuer.Configuration);
        var token = Wrong(what);
        var (status, text) = await scene.AskAsync("POST", "/pinglink", null, ("Authorization", $"Bearer {token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains($"a token of {_issuer.Address} for the audience interlink", text);
        Assert.DoesNotContain(token.Split('.')[^1] is { Length: > 0 } end ? end : token, scene.Server.Log);
        Assert.Empty(scene.Backend.Calls);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token_but_to_the_health_endpoints()
    {
        await using var scene = await Scene.StartAsync(_issuer.Configuration);
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.AskAsync("POST", "/pinglink")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("GET", "/healthz")).Status);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found()
    {
        await using var scene = await Scene.StartAsync(_issuer.Configuration);
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token()));
        var old = _issuer.Token();
        _issuer.Rotate();
        await PassesAsync(scene);
        Assert.Equal(HttpStatusCode.Unauthorized, await PingAsync(scene, old));
    }

    [Fact]
    public async Task An_issuer_that_is_away_makes_nobody_known_or_unknown_and_the_keys_it_gave_hold()
    {
        await _issuer.StopAsync();
        await using var scene = await Scene.StartAsync(_issuer.Configuration);
        var (status, text) = await scene.AskAsync("POST", "/pinglink", null, ("Authorization", $"Bearer {_issuer.Token()}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains($"the keys of {_issuer.Address} cannot be fetched", text);
        await _issuer.StartAsync();
        await PassesAsync(scene);
        await _issuer.StopAsync();
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token()));
    }

    [Fact]
    public async Task An_issuer_whose_certificate_is_not_trusted_is_not_believed()
    {
        var stranger = new TestCertificates(_folder, "stranger");
        await using var scene = await Scene.StartAsync(_issuer.Configuration.Replace(_issuer.AuthorityFile, stranger.AuthorityFile, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PingAsync(scene, _issuer.Token()));
    }

    [Fact]
    public async Task Only_subjects_that_are_named_get_in_where_some_are()
    {
        await using var scene = await Scene.StartAsync(_issuer.Configuration.Replace("}", ", Subjects: [\"vk-*\", \"admin\"] }", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token()));
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token(claims => claims["sub"] = "admin")));
        Assert.Equal(HttpStatusCode.Unauthorized, await PingAsync(scene, _issuer.Token(claims => claims["sub"] = "admin2")));
    }

    [Fact]
    public async Task The_token_file_opens_the_door_as_well()
    {
        await using var scene = await Scene.StartAsync(folder => $"TokenFile: \"{folder.Write("token", "t0ken")}\"\n{_issuer.Configuration}");
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, "t0ken"));
        Assert.Equal(HttpStatusCode.OK, await PingAsync(scene, _issuer.Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await PingAsync(scene, "other"));
    }

    private string Wrong(string what) => what switch
    {
        "expired" => _issuer.Token(claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds()),
        "no end" => _issuer.Token(claims => claims.Remove("exp")),
        "not yet" => _issuer.Token(claims => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()),
        "audience" => _issuer.Token(claims => claims["aud"] = "another"),
        "no audience" => _issuer.Token(claims => claims.Remove("aud")),
        "issuer" => _issuer.Token(claims => claims["iss"] = _issuer.Address + "/other"),
        "none" => _issuer.Token(algorithm: "none"),
        "secret" => _issuer.Token(algorithm: "HS256", secret: Encoding.ASCII.GetBytes(_issuer.PublicKey)),
        "signature" => string.Join('.', [.. _issuer.Token().Split('.')[..2], _issuer.Token(claims => claims["sub"] = "root").Split('.')[2]]),
        _ => "no token at all",
    };

    private async Task PassesAsync(Scene scene)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await PingAsync(scene, _issuer.Token()) != HttpStatusCode.OK)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Eventually.Patience, $"The issuer's key stays unknown: {scene.Server.Log}");
            await Task.Delay(100);
        }
    }

    private static async Task<HttpStatusCode> PingAsync(Scene scene, string token) =>
        (await scene.AskAsync("POST", "/pinglink", null, ("Authorization", $"Bearer {token}"))).Status;
}
