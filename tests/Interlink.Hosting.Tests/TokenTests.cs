using System.Net;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public TokenTests() => _file = _folder.Write("token", "s3cret\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Bearer s3cret")]
    [InlineData("bearer s3cret ")]
    public async Task Who_shows_the_token_is_let_in(string authorization)
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", "/status", "[]", ("Authorization", authorization));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/status", null)]
    [InlineData("/status", "Bearer s3cre")]
    [InlineData("/status", "Bearer s3cretx")]
    [InlineData("/status", "Bearer")]
    [InlineData("/status", "Basic s3cret")]
    [InlineData("/metrics", null)]
    [InlineData("/openapi/v1.json", null)]
    [InlineData("/nope", null)]
    [InlineData("/livez/", null)]
    public async Task Everyone_else_is_answered_401(string path, string? authorization)
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", path, (string?)null, authorization is null ? []
            : [("Authorization", authorization)]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer realm=\"test-sidecar\"", answer.Headers.WwwAuthenticate.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("test-sidecar needs a token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", host.Log.Text + text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Probes_need_no_token(string path)
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_changed_token_counts_at_once_and_the_old_one_no_more()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(host, "s3cret"));
        _folder.Write("next", "another");
        File.Move(_folder["next"], _file, overwrite: true);

        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(host, "another"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithAsync(host, "s3cret"));
    }

    [Fact]
    public async Task A_token_behind_swapped_links_is_read_again_as_Kubernetes_mounts_it()
    {
        Directory.CreateDirectory(_folder["v1"]);
        Directory.CreateDirectory(_folder["v2"]);
        File.WriteAllText(_folder["v1/token"], "first1");
        File.WriteAllText(_folder["v2/token"], "second");
        Directory.CreateSymbolicLink(_folder["..data"], "v1");
        File.CreateSymbolicLink(_folder["mounted"], "..data/token");
        await using var host = await StartAsync(_folder["mounted"]);
        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(host, "first1"));
        Directory.Delete(_folder["..data"]);
        Directory.CreateSymbolicLink(_folder["..data"], "v2");

        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(host, "second"));
    }

    [Fact]
    public async Task An_emptied_token_file_lets_nobody_new_in()
    {
        await using var host = await StartAsync();
        File.WriteAllText(_file, "");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithAsync(host, ""));
        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(host, "s3cret"));
    }

    private static async Task<HttpStatusCode> StatusWithAsync(TestHost host, string token)
    {
        using var answer = await host.SendAsync("GET", "/status", "[]", ("Authorization", $"Bearer {token}"));
        return answer.StatusCode;
    }

    private Task<TestHost> StartAsync(string? file = null) =>
        TestHost.StartAsync(new HostOptions { Listen = new ListenOptions { TokenFile = file ?? _file } });
}
