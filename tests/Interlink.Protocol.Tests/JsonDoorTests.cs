using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Tests;

public sealed class JsonDoorTests
{
    [Theory]
    [InlineData("", "The document is empty; JSON was expected.")]
    [InlineData(" \n", "The document is empty; JSON was expected.")]
    [InlineData("{\"a\":1,\n \"b\":}", "The document is not valid JSON at line 2, byte 6.")]
    [InlineData("{} {}", "The document is not valid JSON at line 1, byte 4.")]
    [InlineData("{}x", "The document is not valid JSON at line 1, byte 3.")]
    [InlineData("{\"a\":1", "The document is not valid JSON at line 1, byte 7.")]
    [InlineData("{a:1}", "The document is not valid JSON at line 1, byte 2.")]
    [InlineData("[1,]", "The document is not valid JSON at line 1, byte 4.")]
    [InlineData("// no\n{}", "The document is not valid JSON at line 1, byte 1.")]
    [InlineData("\uFEFF{}", "The document is not valid JSON at line 1, byte 1.")]
    [InlineData("{\"a\":1,\"b\":2,\n\"a\":3}", "The JSON has the key \"a\" twice in one object at line 2, byte 1.")]
    [InlineData("{\"a\":1,\"\\u0061\":3}", "The JSON has the key \"a\" twice in one object at line 1, byte 8.")]
    [InlineData("{\"\\u0061\":1,\"a\":3}", "The JSON has the key \"a\" twice in one object at line 1, byte 13.")]
    [InlineData("[{\"x\":{\"y\":{},\"y\":[]}}]", "The JSON has the key \"y\" twice in one object at line 1, byte 15.")]
    [InlineData("[\"\\ud83d\"]", "The JSON has a string that is not valid Unicode at line 1, byte 2.")]
    [InlineData("{\"\\uDE00\":1}", "The JSON has a string that is not valid Unicode at line 1, byte 2.")]
    public void What_is_wrong_is_one_sentence_with_the_place(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PodFormatException>(() => JsonDoor.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Theory]
    [InlineData("""{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}],"A":3}""")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("null")]
    public void Equal_keys_in_different_objects_and_keys_of_different_case_are_allowed(string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonDoor.Parse(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [(byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']'];
        Assert.Equal("The document is not valid UTF-8.", Assert.Throws<PodFormatException>(() => JsonDoor.Parse(json)).Message);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        string allowed = new string('[', JsonDoor.MaxDepth) + new string(']', JsonDoor.MaxDepth);
        Assert.NotNull(JsonDoor.Parse(Encoding.UTF8.GetBytes(allowed)));
        string tooDeep = new('[', 1_000_000);
        Assert.Equal(
            "The JSON is nested more than 128 levels deep at line 1, byte 129.",
            Assert.Throws<PodFormatException>(() => JsonDoor.Parse(Encoding.UTF8.GetBytes(tooDeep))).Message);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void A_duplicate_is_found_among_few_and_many_keys(int count)
    {
        for (int i = 0; i < count; i += Math.Max(1, count / 20))
        {
            string[] keys = [.. Enumerable.Range(0, count).Select(number => $"\"key{number}\":{{\"z\":1}}")];
            string sound = "{" + string.Join(',', keys) + "}";
            Assert.NotNull(JsonDoor.Parse(Encoding.UTF8.GetBytes(sound)));
            string doubled = "{" + string.Join(',', keys.Append($"\"key{i}\":2")) + "}";
            Assert.Contains($"\"key{i}\" twice",
                Assert.Throws<PodFormatException>(() => JsonDoor.Parse(Encoding.UTF8.GetBytes(doubled))).Message);
        }
    }

    [Fact]
    public void A_million_keys_do_not_cost_quadratic_time()
    {
        byte[] json = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(number => $"\"{number}\":0"))
            + "}");
        var clock = Stopwatch.StartNew();
        Assert.NotNull(JsonDoor.Parse(json));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }
}
