using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>
/// Calls that a child makes before it becomes its program. A namespace for users can be entered only by a process with a single thread,
/// which no process of .NET is: so the calls are written down first, and the copy of this process that <c>clone</c> makes, which has one
/// thread, only goes through the list. Nothing is allocated, compiled or waited for there.
/// </summary>
internal sealed unsafe partial class ChildScript
{
    private const int CloneParent = 0x8000;
    private readonly List<ChildStep> steps = [];
    private readonly List<string> names = [];

    /// <summary>Adds a call.</summary>
    /// <returns>Its place, for <paramref name="unless"/> of another.</returns>
    public int Add(
        string name, ChildStepKind kind, nint number, nint first = 0, nint second = 0, nint third = 0, nint fourth = 0, int? unless = null)
    {
        steps.Add(new ChildStep
        {
            Number = number, First = first, Second = second, Third = third, Fourth = fourth, Kind = kind, Unless = unless + 1 ?? 0,
        });
        names.Add(name);
        return steps.Count - 1;
    }

    /// <summary>The child goes on as another process: the namespace for process ids is entered only by those.</summary>
    public void AddFork() => Add("a new process", ChildStepKind.Fork, SystemCall.Clone, CloneParent | Signal.Child);

    /// <summary>Goes through the steps in a child, whose id is told once it has become its program.</summary>
    /// <exception cref="ChildScriptException">A step failed: nothing was started.</exception>
    public int Start()
    {
        int* ends = stackalloc int[2];
        const int CloseOnExec = 0x80000;
        if (LibC.Pipe(ends, CloseOnExec) != 0)
            throw new ChildScriptException("a pipe", Errno.Last);
        ChildStep[] list = [.. steps];
        int first;
        fixed (ChildStep* start = list)
        {
            first = (int)Go(start, list.Length, ends[1], LibC.LastError(), SystemCall.Clone, SystemCall.Write, SystemCall.Exit);
        }

        int cloneError = Errno.Last;
        _ = LibC.Close(ends[1]);
        if (first < 0)
        {
            _ = LibC.Close(ends[0]);
            throw new ChildScriptException("a new process", cloneError);
        }

        (int Step, int Value)? forked = null;
        (int Step, int Value)? failed = null;
        long record;
        nint count;
        while ((count = LibC.Read(ends[0], &record, sizeof(long))) == sizeof(long) || (count < 0 && Errno.Last == Errno.Interrupted))
        {
            (int step, int value) = ((int)(record >> 32), (int)record);
            if (count > 0 && step < list.Length && list[step].Kind == ChildStepKind.Fork && value > 0)
                forked = (step, value);
            else if (count > 0)
                failed = (step, value);
        }

        _ = LibC.Close(ends[0]);
        if (forked is not null || failed is not null)
            Reaper.Reap(first);
        if (failed is not { } failure)
            return forked?.Value ?? first;
        if (forked is { } second)
            Reaper.Reap(second.Value);
        throw new ChildScriptException(names[failure.Step], Math.Abs(failure.Value)) { OfProgram = list[failure.Step].Kind == ChildStepKind.Execute };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Go(ChildStep* steps, int count, int report, int* error, nint clone, nint write, nint exit)
    {
        nint child = Call(clone, Signal.Child, 0, 0, 0, 0);
        if (child != 0)
            return child;
        long record = 0;
        for (int at = 0; at < count; at++)
        {
            ChildStep* step = steps + at;
            if (step->Unless > 0 && steps[step->Unless - 1].Done != 0)
                continue;
            nint result = Call(step->Number, step->First, step->Second, step->Third, step->Fourth, 0);
            if (result >= 0)
                step->Done = 1;
            if (step->Kind == ChildStepKind.Fork && result > 0)
            {
                record = ((long)at << 32) | (uint)result;
                Call(write, report, (nint)(&record), sizeof(long), 0, 0);
                Call(exit, 0, 0, 0, 0, 0);
            }

            if (result >= 0 || step->Kind == ChildStepKind.Optional)
                continue;
            // Of several places to look at, the one that has the file tells more.
            bool absent = *error is Errno.NoSuchFile or Errno.NotADirectory;
            if (step->Kind != ChildStepKind.Execute || record == 0 || !absent)
                record = ((long)at << 32) | (uint)-*error;
            if (step->Kind != ChildStepKind.Execute || (!absent && *error != Errno.AccessDenied))
                break;
        }

        Call(write, report, (nint)(&record), sizeof(long), 0, 0);
        Call(exit, ExitCodes.CannotStart, 0, 0, 0, 0);
        return 0;
    }

    // Without the runtime's bookkeeping around it: in the child there is no runtime any more.
    [LibraryImport("libc", EntryPoint = "syscall")]
    [SuppressGCTransition]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
