using System.Net;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.JobScripts;

/// <summary>Scripts made by the template of the configuration.</summary>
public sealed class JobScriptTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_template_is_filled_in_with_the_pod_and_the_configuration()
    {
        await using var scene = await StartAsync(
            """
            #!/bin/sh
            # {{ .Pod.Name }} of {{ .Pod.Namespace }}
            {{- range .Pod.Spec.Containers }}
            run {{ .Name }} {{ .Image }}
            {{- end }}
            cd {{ .JobScriptBuild.VolumesOptions.ScratchArea }}

            """);
        var uid = TestPod.NewUid();
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(uid));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal(
            $"#!/bin/sh\n# pod-{uid[..4]} of default\nrun main busybox\ncd /scratch\n", (string?)scene.Backend.To("/create").Single().Json!["jobScript"]);
    }

    [Fact]
    public async Task A_template_that_asks_for_what_a_pod_does_not_have_refuses_the_pod()
    {
        await using var scene = await StartAsync("{{ index .Pod.Spec.Containers 3 }}");
        var (status, text) = await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("job.tmpl", text);
        Assert.Empty(scene.Backend.Calls);
    }

    [Fact]
    public async Task A_changed_template_is_used_and_a_mistake_in_it_is_not()
    {
        await using var scene = await StartAsync("first");
        await WriteAsync(scene, "second");
        await WriteAsync(scene, "{{ mistake", "second");
        await scene.Server.LoggedAsync("what was read before stays");
    }

    [Theory]
    [InlineData("{{ range .Pod }}")]
    [InlineData("{{ nothing }}")]
    [InlineData(null)]
    public async Task A_template_that_cannot_be_used_is_told_at_the_start(string? template)
    {
        var path = template is null ? _folder["job.tmpl"] : _folder.Write("job.tmpl", template);
        var config = _folder.Write("config.yaml", $"""
            InterlinkAddress: "unix://{_folder["api.sock"]}"
            SidecarURL: "unix://{_folder["sidecar.sock"]}"
            JobScriptTemplate: "{path}"
            """);
        using var program = new ApiServerProcess(["--interlinkconfigpath", config]);
        Assert.NotEqual(0, await program.EndAsync());
        Assert.Contains($"JobScriptTemplate '{path}' cannot be used", program.Log);
        Assert.DoesNotContain("   at ", program.Log);
    }

    private async Task WriteAsync(Scene scene, string template, string? script = null)
    {
        File.Move(_folder.Write("next", template), _folder["job.tmpl"], overwrite: true);
        string? seen;
        do
        {
            await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()));
            seen = (string?)scene.Backend.To("/create")[^1].Json!["jobScript"];
            Assert.True(scene.Backend.Calls.Count < 5000, $"It is still '{seen}'.");
        }
        while (seen != (script ?? template));
    }

    private Task<Scene> StartAsync(string template) => Scene.StartAsync($"""
        JobScriptTemplate: "{_folder.Write("job.tmpl", template)}"
        JobScriptBuildConfig:
          volumes_options:
            scratch_area: /scratch
        """);
}
