using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Handlers;

/// <summary>A program inside a running container.</summary>
/// <param name="start">
/// Starts the program with the given descriptor as its output; null while the container is only starting. Its failures are
/// <see cref="PodletException"/>, or <see cref="UnauthorizedAccessException"/> when this user may not join the container.
/// </param>
/// <param name="timeout">After this long it has failed; null for never.</param>
/// <param name="time">The clock.</param>
/// <param name="expected">What it has to say, too; null when its exit code is enough.</param>
internal sealed unsafe class ExecRun(Func<int, int?> start, TimeSpan? timeout, TimeProvider time, string? expected = null) : HandlerRun
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int SetStatusFlags = 4;
    private const int MostOutput = 1024;
    private static readonly TimeSpan JoinInterval = TimeSpan.FromMilliseconds(20);
    private readonly long since = time.GetTimestamp();
    private readonly List<byte> output = [];
    private int process;
    private int reading = -1;
    private int? exitCode;

    public override int Descriptor => reading;

    public override TimeSpan? Wait
    {
        get
        {
            TimeSpan? left = timeout - time.GetElapsedTime(since);
            return process == 0 && (left is null || JoinInterval < left) ? JoinInterval : left;
        }
    }

    public override void Look()
    {
        if (process == 0)
            Start();
        if (Outcome is not null)
            return;
        Drain();
        if (exitCode is { } code)
            End(IsGood(code) ? HandlerOutcome.Success : new HandlerOutcome($"the command ended with exit code {code}{Said()}"));
        else if (time.GetElapsedTime(since) >= timeout)
            End(new HandlerOutcome(
                process == 0 ? "the container was only starting" : $"the command did not end within {timeout?.TotalSeconds} s{Said()}"));
    }

    public override bool Take(int reaped, int code)
    {
        if (reaped != process || process == 0)
            return false;
        exitCode = code;
        return true;
    }

    protected override void Abandon() => Close();

    private void Start()
    {
        int* ends = stackalloc int[2];
        if (LibC.Pipe(ends, CloseOnExec) != 0)
        {
            Outcome = new HandlerOutcome($"no pipe: {Errno.Text(Errno.Last)}");
            return;
        }

        reading = ends[0];
        LibC.ControlDescriptor(reading, SetStatusFlags, NonBlocking);
        try
        {
            process = start(ends[1]) ?? 0;
        }
        catch (PodletException failed)
        {
            End(new HandlerOutcome(failed.Message.TrimEnd('.')));
        }
        catch (UnauthorizedAccessException)
        {
            End(new HandlerOutcome(
                "this user may not join the container: its runtime is installed set-user-id root, which user namespaces (apptainer's --userns) avoid")
            {
                Impossible = true,
            });
        }
        catch (IOException)
        {
            End(new HandlerOutcome("the container has just ended"));
        }
        finally
        {
            _ = LibC.Close(ends[1]);
        }

        if (process == 0 && reading >= 0)
            CloseOutput();
    }

    private void End(HandlerOutcome outcome)
    {
        Close();
        Outcome = outcome;
    }

    private void Close()
    {
        if (process != 0 && exitCode is null)
            _ = LibC.Kill(-process, Signal.Kill);
        CloseOutput();
    }

    private void CloseOutput()
    {
        if (reading >= 0)
            _ = LibC.Close(reading);
        reading = -1;
    }

    private void Drain()
    {
        byte* buffer = stackalloc byte[MostOutput];
        nint count;
        while (reading >= 0 && (count = LibC.Read(reading, buffer, MostOutput)) != 0)
        {
            if (count < 0 && Errno.Last != Errno.Interrupted)
                return;
            int room = Math.Min((int)Math.Max(0, count), MostOutput - output.Count);
            output.AddRange(new ReadOnlySpan<byte>(buffer, room));
        }

        // Everybody who could write has closed.
        CloseOutput();
    }

    private bool IsGood(int code) => code == 0 && (expected is null || Encoding.UTF8.GetString([.. output]).Trim() == expected);

    private string Said()
    {
        string text = Encoding.UTF8.GetString([.. output]).Trim().ReplaceLineEndings(" ");
        return text.Length == 0 ? "" : ": " + (text.Length > 200 ? text[..200] + "…" : text);
    }
}
