using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Tests;

public sealed class PodListTests
{
    [Theory]
    [InlineData("""{"metadata":{"name":"a","namespace":"n","uid":"u"}}""")]
    [InlineData("""{"spec":{"metadata":{"uid":"wrong"}},"metadata":{"uid":"u","labels":{"name":"wrong","uid":"wrong"},"name":"a"}}""")]
    [InlineData("""{"Metadata":{"NAME":"a","Uid":"u"}}""")]
    [InlineData("""{"METADATA":{"name":"wrong"},"metadata":{"name":"a","Name":"wrong","uid":"u"}}""")]
    [InlineData("""{"metadata":{"n\u0061me":"a","uid":"u\u002d1"}}""")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"metadata":{"name":null,"namespace":"","uid":"u"}}""")]
    [InlineData("""{}""")]
    public void A_pod_in_a_list_is_who_it_is_by_itself(string pod)
    {
        var alone = PodView.Parse(JsonNode.Parse(pod));

        var listed = PodList.Parse(Encoding.UTF8.GetBytes($"[{pod},\n {pod}]"));

        Assert.Equal(2, listed.Count);
        Assert.All(listed, one => Assert.Equal((alone.Name, alone.Namespace, alone.Uid), (one.Name, one.Namespace, one.Uid)));
    }

    [Fact]
    public void A_pod_in_a_list_keeps_all_that_came_with_it()
    {
        const string Pod = """{"metadata":{"name":"a","uid":"u"},"spec":{"containers":[{"name":"c"}]},"futureField":[1,{"x":null}]}""";

        var listed = PodList.Parse(Encoding.UTF8.GetBytes($"[{Pod}]"))[0];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Pod), listed.Json));
        Assert.Equal("c", listed.Containers[0].Name);
    }

    [Theory]
    [InlineData("""[{"metadata":{"name":7}}]""")]
    [InlineData("""[{"metadata":{"uid":["u"]}}]""")]
    public void An_identity_of_the_wrong_type_is_told_when_it_is_read(string pods)
    {
        var pod = PodList.Parse(Encoding.UTF8.GetBytes(pods))[0];

        Assert.Throws<PodFormatException>(() => pod.Name + pod.Uid);
    }

    [Theory]
    [InlineData("""[{"metadata":{"uid":"u"},"spec":{"a":1,"a":2}}]""", "twice")]
    [InlineData("""[{"metadata":{"uid":"u"},"spec":{"a":"\ud800"}}]""", "Unicode")]
    public void What_nobody_reads_may_be_ambiguous_and_is_told_when_somebody_does(string pods, string told)
    {
        var pod = PodList.Parse(Encoding.UTF8.GetBytes(pods))[0];

        Assert.Equal("u", pod.Uid);
        Assert.Contains(told, Assert.Throws<PodFormatException>(() => pod.Spec).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"metadata":{"uid":"u","uid":"v"}}]""")]
    [InlineData("""[{"metadata":{"uid":"u"},"metadata":{"uid":"v"}}]""")]
    [InlineData("""[{"metadata":{"uid":"u"},"spec":{"a" 1}}]""")]
    [InlineData("""[{"metadata":{"uid":"u"}}""")]
    [InlineData("""[{"metadata":{"uid":"u"}},]""")]
    [InlineData("""[{"metadata":{"uid":"u"}}] []""")]
    [InlineData("""[{"metadata":{"uid":"u"}},null]""")]
    [InlineData("""{"metadata":{"uid":"u"}}""")]
    public void A_list_that_is_none_or_could_be_about_two_pods_is_refused(string pods) =>
        Assert.Throws<PodFormatException>(() => PodList.Parse(Encoding.UTF8.GetBytes(pods)));
}
