using Interlink.Podlet.Networks;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Networks;

public class ResolverTextTests
{
    private const string Node = """
        # made by something
        nameserver 10.0.0.1
        nameserver 10.0.0.2
        domain old.example.org
        search a.example.org b.example.org
        options ndots:1 timeout:3
        sortlist 10.0.0.0
        """;

    [Fact]
    public void What_a_pod_adds_comes_after_the_nodes_and_nothing_comes_twice() => Assert.Equal(
        "nameserver 10.0.0.1\nnameserver 10.0.0.2\nnameserver 192.0.2.53\nsearch a.example.org b.example.org c.example.org\n"
        + "options timeout:3 ndots:5 rotate\n",
        ResolverText.Of(
            new ResolverPlan(true, ["192.0.2.53", "10.0.0.2"], ["b.example.org", "c.example.org"], ["ndots:5", "rotate"]), Node));

    [Fact]
    public void Without_the_nodes_there_is_only_what_the_pod_says() =>
        Assert.Equal("nameserver 192.0.2.53\n", ResolverText.Of(new ResolverPlan(false, ["192.0.2.53"], [], []), Node));

    [Fact]
    public void No_more_name_servers_are_named_than_programs_look_at() =>
        Assert.Equal(3, ResolverText.Of(new ResolverPlan(true, ["192.0.2.1", "192.0.2.2"], [], []), Node).Split("nameserver").Length - 1);

    [Theory]
    [InlineData("")]
    [InlineData("nameserver\nsearch\noptions\n\r\n\t")]
    public void A_node_without_any_is_no_error(string node) =>
        Assert.Equal("search x\n", ResolverText.Of(new ResolverPlan(true, [], ["x"], []), node));
}
