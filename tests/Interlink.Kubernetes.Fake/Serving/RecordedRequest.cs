namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>A request that came.</summary>
/// <param name="Method">The HTTP method; <c>WATCH</c> for a watch.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query with its question mark; empty without.</param>
/// <param name="UserAgent">Who says to ask.</param>
/// <param name="Authorization">The credentials; empty without.</param>
public sealed record RecordedRequest(string Method, string Path, string Query, string UserAgent, string Authorization)
{
    /// <summary>All headers, each with its lines.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }
}
