namespace Interlink.Kubernetes;

/// <summary>How a client behaves, whoever the server is.</summary>
public sealed record KubernetesOptions
{
    /// <summary>What the server's audit log and metrics know the client by; no blanks before a <c>/</c>.</summary>
    public string UserAgent { get; init; } = "interlink";

    /// <summary>Calls per second in the long run; 0 is without limit.</summary>
    public double QueriesPerSecond { get; init; } = 50;

    /// <summary>Calls that may be made at once after a pause.</summary>
    public int Burst { get; init; } = 100;

    /// <summary>How long a call may take from being sent to its answer's end; watches, logs and streams have no such limit.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take until a connection is made, TLS included, and until the headers of a stream come.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a call that can be repeated without harm is sent, at most; 1 is never again.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause before the first repetition; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause; when the server asks for a longer one, the call fails and says so.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a single watch is asked for; the server ends it then and it is taken up again.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>How long a watch that asked for bookmarks may say nothing; then its connection counts as lost.</summary>
    public TimeSpan WatchSilence { get; init; } = TimeSpan.FromMinutes(3);
}
