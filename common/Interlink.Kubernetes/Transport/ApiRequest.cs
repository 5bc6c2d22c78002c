using System.Text;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Transport;

/// <summary>One call of the API.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path below the server's address, escaped, with the query.</param>
/// <param name="Doing">What it does, for sentences: <c>read Pod default/web</c>.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Doing)
{
    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";

    /// <summary>True for an answer that goes on for long and gets a connection of its own.</summary>
    public bool IsStream { get; init; }

    /// <summary>How long the headers may take; null without limit.</summary>
    public TimeSpan? HeaderTimeout { get; init; }

    /// <summary>Whether an answer that says to try later is waited for; an eviction's caller wants to know.</summary>
    public bool Patient { get; init; } = true;

    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>True when it can be sent twice without harm.</summary>
    public bool IsRead => IsRepeatable && (Method == HttpMethod.Get || Method == HttpMethod.Head);

    /// <summary>False for a GET that does something, as running a command is.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>With a JSON body.</summary>
    public ApiRequest With(JsonNode body) => this with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
}
