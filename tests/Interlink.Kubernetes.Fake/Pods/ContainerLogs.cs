namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>What containers have written, and whether more is to come.</summary>
public sealed class ContainerLogs : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<LogLine>> _lines = [];
    private readonly HashSet<string> _ended = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    /// <summary>Appends a line.</summary>
    public void Write(string space, string pod, string container, string line, DateTimeOffset? time = null, bool previous = false) =>
        Change(() => Of(space, pod, container, previous).Add(new LogLine(time ?? TimeProvider.System.GetUtcNow(), line)));

    /// <summary>Nothing more will come; those who follow are told the end.</summary>
    public void End(string space, string pod, string container) => Change(() => _ended.Add(Name(space, pod, container, false)));

    public void Dispose() => Change(() => _disposed = true);

    internal (IReadOnlyList<LogLine> Lines, bool Ended, Task Changed) Read(string space, string pod, string container, bool previous, int from)
    {
        lock (_lock)
        {
            List<LogLine> lines = Of(space, pod, container, previous);
            bool ended = previous || _disposed || _ended.Contains(Name(space, pod, container, false));
            return (lines.Skip(from).ToList(), ended, _changed.Task);
        }
    }

    private List<LogLine> Of(string space, string pod, string container, bool previous)
    {
        string name = Name(space, pod, container, previous);
        if (!_lines.TryGetValue(name, out List<LogLine>? lines))
        {
            _lines[name] = lines = [];
        }

        return lines;
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private static string Name(string space, string pod, string container, bool previous) => $"{space}/{pod}/{container}/{previous}";
}
