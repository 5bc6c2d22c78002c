using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Tests;

public sealed class IntOrStringTests
{
    [Theory]
    [InlineData("8080", 8080, null, "8080")]
    [InlineData("\"http\"", 0, "http", "http")]
    [InlineData("null", 0, null, "0")]
    public void A_number_or_a_name_is_read(string json, int number, string? text, string shown)
    {
        IntOrString value = IntOrString.Read(JsonNode.Parse(json), "port");
        Assert.Equal((number, text, shown), (value.Number, value.Text, value.ToString()));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Anything_else_is_refused(string json) => Assert.Contains(
        "port must be a", Assert.Throws<PodFormatException>(() => IntOrString.Read(JsonNode.Parse(json), "port")).Message);
}
