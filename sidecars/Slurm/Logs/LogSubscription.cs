using System.Text;

namespace Interlink.Slurm.Logs;

/// <summary>
/// One follower's wait for its log to change. A thousand idle followers that look at these intervals cost a tenth to a quarter of a core.
/// </summary>
internal sealed class LogSubscription : IDisposable
{
    /// <summary>inotify tells at once; this finds the end of the container, and what inotify may have missed.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Network = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Active = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StaysActive = TimeSpan.FromSeconds(1);

    private readonly LogWatch watch;
    private readonly TimeProvider time;
    private readonly bool network;
    private readonly Wakeup wakeup;
    private readonly CancellationTokenRegistration cancellation;
    private long lastChange;

    public LogSubscription(LogWatch watch, string file, bool network, TimeProvider time, CancellationToken cancellationToken)
    {
        this.watch = watch;
        this.time = time;
        this.network = network;
        Folder = Path.GetDirectoryName(file)!;
        FileName = Encoding.UTF8.GetBytes(Path.GetFileName(file));
        lastChange = time.GetTimestamp();
        wakeup = new Wakeup(time);
        cancellation = cancellationToken.Register(state => ((Wakeup)state!).Signal(), wakeup);
    }

    /// <summary>The log's folder.</summary>
    public string Folder { get; }

    /// <summary>The log's name in its folder, UTF-8 as the kernel gives it.</summary>
    public ReadOnlyMemory<byte> FileName { get; }

    /// <summary>Whether inotify looks at the folder; set by <see cref="LogWatch"/>.</summary>
    public bool IsWatched { get; set; }

    /// <summary>How long the next wait lasts if nothing happens.</summary>
    public TimeSpan Interval =>
        network ? Network
        : IsWatched ? Watched
        : time.GetElapsedTime(lastChange) < StaysActive ? Active : Idle;

    /// <summary>The log has just changed and will probably change again soon.</summary>
    public void Changed() => lastChange = time.GetTimestamp();

    public void Signal() => wakeup.Signal();

    /// <summary>Ends when it is time to look again.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await wakeup.WaitAsync(Interval);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        watch.Leave(this);
        cancellation.Dispose();
        wakeup.Dispose();
    }
}
