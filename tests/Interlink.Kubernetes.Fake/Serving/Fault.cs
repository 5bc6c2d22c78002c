namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Something that goes wrong with the requests that it is about.</summary>
/// <param name="Method">The HTTP method; null for all. A watch is a <c>WATCH</c>.</param>
/// <param name="PathPart">What the path contains; empty for all.</param>
public sealed record Fault(string? Method = null, string PathPart = "")
{
    private int _used;

    /// <summary>How the path ends; empty for all.</summary>
    public string PathEnd { get; init; } = "";

    /// <summary>How many requests it meets.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The answer's code in place of an answer; 0 goes on.</summary>
    public int Code { get; init; }

    /// <summary>The reason of the Status; null for what goes with the code.</summary>
    public string? Reason { get; init; }

    /// <summary>For example 1; null without.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>How long the request waits first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The connection is cut before anything is done.</summary>
    public bool Cut { get; init; }

    /// <summary>The request is done, and the connection cut in place of the answer.</summary>
    public bool CutAnswer { get; init; }

    /// <summary>What happens when the connection is cut, just before it; null for nothing.</summary>
    public Action? Meanwhile { get; init; }

    internal bool Meets(string method, string path) =>
        (Method is null || Method == method) && path.Contains(PathPart, StringComparison.Ordinal)
        && path.Split('?')[0].EndsWith(PathEnd, StringComparison.Ordinal) && Interlocked.Increment(ref _used) <= Times;
}
