using System.Text;
using System.Text.Json;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Tests;

/// <summary>The framework's reader is the judge: what it refuses must not pass, and what it takes must.</summary>
public sealed class JsonStrideTests
{
    private const string Pod = """
        { "metadata" : {"name":"a\u00e9\"\\","labels":{},"n":[ ]},"spec":[1,-0.5e+10,0,12E-3,true,false,null,{"x":[[{}],""]}],
        "text":"\b\f\n\r\t\/ü€😀" }
        """;

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0", true)]
    [InlineData("01", false)]
    [InlineData("-", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("+1", false)]
    [InlineData("NaN", false)]
    [InlineData("tru", false)]
    [InlineData("true", true)]
    [InlineData("nulls", false)]
    [InlineData("[1,]", false)]
    [InlineData("[,1]", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("{\"a\"}", false)]
    [InlineData("{\"a\":}", false)]
    [InlineData("{1:1}", false)]
    [InlineData("{\"a\":1]", false)]
    [InlineData("[1}", false)]
    [InlineData("[[[[", false)]
    [InlineData("\"\\x\"", false)]
    [InlineData("\"\\u12g4\"", false)]
    [InlineData("\"\\u12", false)]
    [InlineData("\"\\", false)]
    [InlineData("\"a\nb\"", false)]
    [InlineData("\"", false)]
    [InlineData("", false)]
    [InlineData("[1] [2]", false)]
    [InlineData("[1]/*no*/", false)]
    public void It_takes_what_is_JSON_and_nothing_else(string text, bool isJson)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);

        Assert.Equal(isJson, Reads(json));
        Assert.Equal(isJson, Strides(json));
    }

    [Fact]
    public void It_judges_as_the_reader_does_whatever_byte_is_changed_cut_or_put_in()
    {
        byte[] pod = Encoding.UTF8.GetBytes(Pod);
        var random = new Random(7);
        byte[] signs = "{}[]:,\"\\ 0-.eEtn\n\0u"u8.ToArray();
        int taken = 0;
        for (int round = 0; round < 200_000; round++)
        {
            var changed = pod.ToList();
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                Change(changed, random, signs);
            byte[] json = [.. changed];
            if (!System.Text.Unicode.Utf8.IsValid(json))
                continue;

            bool reads = Reads(json);
            taken += reads ? 1 : 0;
            Assert.True(reads == Strides(json), $"The reader says {reads} to: {Encoding.UTF8.GetString(json)}");
        }

        Assert.InRange(taken, 1000, 199_000);
    }

    [Theory]
    [InlineData(JsonStride.MaxDepth, true)]
    [InlineData(JsonStride.MaxDepth + 1, false)]
    public void It_goes_so_deep_and_no_deeper(int depth, bool isTaken)
    {
        string lists = new string('[', depth) + new string(']', depth);
        string objects = string.Concat(Enumerable.Repeat("""{"a":""", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(isTaken, Strides(Encoding.UTF8.GetBytes(lists)));
        Assert.Equal(isTaken, Strides(Encoding.UTF8.GetBytes(objects)));
    }

    private static void Change(List<byte> json, Random random, byte[] signs)
    {
        int at = random.Next(json.Count);
        byte sign = signs[random.Next(signs.Length)];
        switch (random.Next(4))
        {
            case 0:
                json[at] = sign;
                break;
            case 1:
                json.RemoveAt(at);
                break;
            case 2:
                json.Insert(at, sign);
                break;
            default:
                json[at] = json[random.Next(json.Count)];
                break;
        }
    }

    private static bool Strides(byte[] json)
    {
        var stride = new JsonStride(json);
        return stride.TakeValue() && stride.IsAtEnd;
    }

    private static bool Reads(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
