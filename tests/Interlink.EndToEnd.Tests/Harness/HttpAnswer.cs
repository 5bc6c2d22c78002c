using System.Net;
using System.Text.Json.Nodes;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>An answer of the sidecar.</summary>
internal sealed record HttpAnswer(HttpStatusCode Code, string Body, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public void Is(HttpStatusCode code) => Assert.True(Code == code, $"Expected {(int)code}, got {this}");

    /// <summary>A refusal as people read it: one short line of plain text, and nothing of the program's inside.</summary>
    public void Refuses(HttpStatusCode code, params string[] words)
    {
        Is(code);
        Assert.StartsWith("text/plain", ContentType);
        IsSentence();
        foreach (var word in words)
            Assert.Contains(word, Body, StringComparison.OrdinalIgnoreCase);
    }

    public void IsSentence()
    {
        Assert.DoesNotContain("   at ", Body);
        Assert.DoesNotContain("Exception", Body);
        Assert.True(Body.Trim() is { Length: > 10 } text && !text.Contains('\n'), $"Not a sentence: {Body}");
    }

    public override string ToString() => $"{(int)Code}: {Body}";
}
