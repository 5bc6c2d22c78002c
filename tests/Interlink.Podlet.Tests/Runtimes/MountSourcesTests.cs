using Interlink.Podlet.Runtimes;
using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Runtimes;

/// <summary>A mount that leads out of its bounds is not made, whoever made the link.</summary>
public sealed class MountSourcesTests : IDisposable
{
    private readonly PodFolder folder = new();

    public MountSourcesTests()
    {
        Directory.CreateDirectory(folder.Of("volume/part"));
        Directory.CreateDirectory(folder.Of("other"));
        Directory.CreateSymbolicLink(folder.Of("volume/inside"), "part");
        Directory.CreateSymbolicLink(folder.Of("volume/out"), folder.Of("other"));
        Directory.CreateSymbolicLink(folder.Of("alias"), "volume");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("volume/part", "volume", null, "volume/part")]
    [InlineData("volume/inside", "volume", null, "volume/part")]
    [InlineData("volume/inside", "alias", null, "volume/part")]
    [InlineData("alias/part", "volume", null, "volume/part")]
    [InlineData("volume/out", "other", null, "other")]
    [InlineData("volume/out", "volume", null, null)]
    [InlineData("volume/absent", "volume", null, null)]
    [InlineData("volume/part", "absent", null, null)]
    [InlineData("volume/part", null, "other", "volume/part")]
    [InlineData("volume/out", null, "other", null)]
    [InlineData("volume", null, "volume/inside", null)]
    public void A_source_is_where_it_leads_and_in_its_bounds(string source, string? within, string? outside, string? leads)
    {
        var container = Plan.Sh("main", "true") with
        {
            Mounts =
            [
                new MountPlan(folder.Of(source), "/in", ReadOnly: false)
                {
                    Within = within is null ? null : [folder.Of(within)], Outside = outside is null ? null : [folder.Of(outside)],
                },
            ],
        };
        if (leads is null)
            Assert.Equal(128, Assert.Throws<PodletException>(() => MountSources.Settle(container)).ExitCode);
        else
            Assert.Equal(folder.Of(leads), MountSources.Settle(container).Mounts[0].Source);
    }

    [Fact]
    public void A_link_that_an_init_container_left_keeps_the_next_container_from_starting()
    {
        var init = Plan.Sh("init", $"rmdir '{folder.Of("volume/part")}' && ln -s / '{folder.Of("volume/part")}'");
        var main = Plan.Sh("main", "true") with
        {
            Mounts = [new MountPlan(folder.Of("volume/part"), folder.Of("volume/part"), ReadOnly: false) { Within = [folder.Of("volume")] }],
        };
        folder.Write(Plan.Of(main) with { InitContainers = [init] });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(128, podlet.WaitForExit());
        Assert.Contains("symbolic link", folder.Container("main").State.Terminated!.Message!, StringComparison.Ordinal);
    }
}
