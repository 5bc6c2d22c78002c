using System.Net;
using Interlink.ApiServer.Tests.Harness;

namespace Interlink.ApiServer.Tests.Transports;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task Callers_need_the_token_of_the_token_file_where_there_is_one()
    {
        await using var scene = await Scene.StartAsync(folder => $"TokenFile: \"{folder.Write("token", "t0ken\n")}\"");
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.AskAsync("POST", "/pinglink")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.AskAsync("POST", "/pinglink", null, ("Authorization", "Bearer other"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("POST", "/pinglink", null, ("Authorization", "Bearer t0ken"))).Status);
        Assert.Null(scene.Backend.Calls.Single().Header("Authorization"));
        Assert.DoesNotContain("t0ken", scene.Server.Log);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("SidecarAuthorization: none", null)]
    [InlineData("SidecarAuthorization: caller", "Bearer caller")]
    [InlineData("SidecarTokenFile: \"FILE\"", "Bearer own")]
    [InlineData("SidecarAuthorization: token\nSidecarTokenFile: \"FILE\"", "Bearer own")]
    public async Task The_sidecar_gets_the_token_that_the_configuration_says(string lines, string? expected)
    {
        await using var scene = await Scene.StartAsync(folder => lines.Replace("FILE", folder.Write("own", "own\n"), StringComparison.Ordinal));
        await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()), ("Authorization", "Bearer caller"));
        Assert.Equal(expected, scene.Backend.Calls.Single().Header("Authorization"));
        Assert.DoesNotContain("Bearer", scene.Server.Log);
    }

    [Fact]
    public async Task A_renewed_token_is_used_for_the_next_question()
    {
        await using var scene = await Scene.StartAsync(folder => $"SidecarTokenFile: \"{folder.Write("own", "first")}\"");
        await scene.AskAsync("POST", "/pinglink");
        File.WriteAllText(scene["renewed"], "second");
        File.Move(scene["renewed"], scene["own"], overwrite: true);
        do
        {
            await scene.AskAsync("POST", "/pinglink");
        }
        while (scene.Backend.Calls.Last().Header("Authorization") != "Bearer second");
    }
}
