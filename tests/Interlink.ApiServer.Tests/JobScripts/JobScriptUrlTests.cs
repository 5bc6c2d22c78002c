using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.JobScripts;

/// <summary>Scripts made by a builder that the request names.</summary>
public sealed class JobScriptUrlTests : IDisposable
{
    private const string BuildConfig = """
        JobScriptBuildConfig:
          singularity_hub:
            server: hub.example.org
            master_token: m4ster
            cache_validity_seconds: 5
          apptainer_options:
            executable: /usr/bin/apptainer
            fakeroot: true
            fuse_mode: host
            no_home: true
          volumes_options:
            scratch_area: /scratch
            additional_directories_in_path: ["/opt/bin"]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_builder_gets_the_pod_and_the_configuration_and_its_script_goes_to_the_sidecar()
    {
        await using var builder = await BuilderAsync("#!/bin/sh\necho \"built\"\n");
        await using var scene = await Scene.StartAsync(Allow(builder));
        var (status, text) = await CreateAsync(scene, builder);
        Assert.True(status == HttpStatusCode.OK, text);
        var asked = builder.Calls.Single();
        Assert.Equal(("POST", "/build"), (asked.Method, asked.Path));
        Assert.Equal("main", (string?)asked.Json!["container"]![0]!["name"]);
        var config = asked.Json["jobConfig"]!;
        Assert.Equal("m4ster", (string?)config["SingularityHubProxy"]!["master_token"]);
        Assert.Equal(5, (int?)config["SingularityHubProxy"]!["cache_validity_seconds"]);
        Assert.Equal((true, "host", true, false), (
            (bool?)config["ApptainerOptions"]!["fakeroot"], (string?)config["ApptainerOptions"]!["fuseMode"],
            (bool?)config["ApptainerOptions"]!["noHome"], (bool?)config["ApptainerOptions"]!["unsquash"]));
        Assert.Equal("/opt/bin", (string?)config["Volumes"]!["additional_directories_in_path"]![0]);
        Assert.Equal("#!/bin/sh\necho \"built\"\n", (string?)scene.Backend.To("/create").Single().Json!["jobScript"]);
        Assert.DoesNotContain("m4ster", scene.Server.Log);
        Assert.DoesNotContain("built", scene.Server.Log);
    }

    [Theory]
    [InlineData("")]
    [InlineData("JobScriptHosts: [\"127.0.0.1\", \"https://127.0.0.1:PORT\", \"http://127.0.0.1:1\", \"http://localhost:PORT\"]")]
    public async Task A_builder_that_the_configuration_does_not_name_gets_nothing(string line)
    {
        await using var builder = await BuilderAsync("script");
        await using var scene = await Scene.StartAsync($"{BuildConfig}\n{line.Replace("PORT", $"{builder.Port}", StringComparison.Ordinal)}");
        var (status, text) = await CreateAsync(scene, builder);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("JobScriptHosts", text);
        Assert.Empty(builder.Calls);
        Assert.Empty(scene.Backend.Calls);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a url")]
    [InlineData("http://user:password@127.0.0.1:1/")]
    public async Task An_address_that_is_none_is_refused(string url)
    {
        await using var scene = await Scene.StartAsync(BuildConfig);
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid(), jobScriptUrl: url));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.DoesNotContain("password@", text);
        Assert.Empty(scene.Backend.Calls);
    }

    [Theory]
    [InlineData(302, 422)]
    [InlineData(404, 422)]
    [InlineData(500, 503)]
    public async Task Redirects_are_not_followed_and_failures_are_told(int answered, int expected)
    {
        await using var builder = await BuilderAsync("the page of the error", context =>
        {
            context.Response.StatusCode = answered;
            context.Response.Headers.Location = "/elsewhere";
        });
        await using var scene = await Scene.StartAsync(Allow(builder));
        var (status, text) = await CreateAsync(scene, builder);
        Assert.Equal(expected, (int)status);
        Assert.Contains($"{answered}", text);
        Assert.Single(builder.Calls);
        Assert.Empty(scene.Backend.Calls);
    }

    [Fact]
    public async Task A_script_beyond_all_measure_is_refused()
    {
        await using var builder = await BuilderAsync(new string('x', 5 * 1024 * 1024));
        await using var scene = await Scene.StartAsync(Allow(builder));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CreateAsync(scene, builder)).Status);
        Assert.Empty(scene.Backend.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_builders_certificate_is_verified(bool trusted)
    {
        var authority = new TestCertificates(_folder, "builders");
        var (certificate, key) = authority.IssueServer("builder");
        await using var builder = await Backend.StartAsync(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key))));
        await using var scene = await Scene.StartAsync(
            $"{BuildConfig}\nPatienceSeconds: 2\nJobScriptHosts: \"127.0.0.1:{builder.Port}\"\n{(trusted ? $"JobScriptCACertFile: \"{authority.AuthorityFile}\"" : "")}");
        builder.Before = async (_, context) =>
        {
            await context.Response.WriteAsync("script");
            return true;
        };
        var (status, text) = await CreateAsync(scene, builder, "https");
        Assert.True(status == (trusted ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable), text);
        Assert.Equal(trusted ? 1 : 0, builder.Calls.Count);
    }

    private static Task<Backend> BuilderAsync(string script, Action<HttpContext>? before = null) =>
        Backend.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0), async (_, context) =>
        {
            before?.Invoke(context);
            await context.Response.WriteAsync(script);
            return true;
        });

    private static string Allow(Backend builder) => $"{BuildConfig}\nJobScriptHosts: [\"http://127.0.0.1:{builder.Port}\"]";

    private static Task<(HttpStatusCode Status, string Text)> CreateAsync(Scene scene, Backend builder, string scheme = "http") =>
        scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid(), jobScriptUrl: $"{scheme}://127.0.0.1:{builder.Port}/build"));
}
