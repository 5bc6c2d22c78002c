using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Interlink.Bench.Processes;

/// <summary>A program that was started here. Ended at the latest when this program is.</summary>
internal sealed unsafe class Child : IDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int Interrupted = 4;

    private static readonly ConcurrentDictionary<int, Child> Living = [];
    private static readonly string[] FixedEnvironment = [.. InheritedEnvironment()];

    private bool reaped;

    private Child(int id) => Id = id;

    public int Id { get; }

    /// <summary>CPU it has used with all the processes it waited for; known once it has ended.</summary>
    public double CpuMilliseconds { get; private set; }

    /// <summary>Starts a program with a small, fixed environment; what it prints goes to <paramref name="output"/>.</summary>
    public static Child Start(IReadOnlyList<string> words, string output = "/dev/null")
    {
        using Words arguments = new(words);
        using Words environment = new(FixedEnvironment);
        using Words files = new(["/dev/null", output]);
        // posix_spawn_file_actions_t has 80 bytes in glibc and fewer elsewhere.
        byte* actions = stackalloc byte[256];
        LibC.InitActions(actions);
        LibC.AddOpen(actions, 0, files.Pointers[0], 0, 0);
        LibC.AddOpen(actions, 1, files.Pointers[1], LibC.WriteAppendCreate, 0b110_000_000);
        LibC.AddOpen(actions, 2, files.Pointers[1], LibC.WriteAppendCreate, 0b110_000_000);
        int error = LibC.Spawn(out int id, arguments.First, actions, null, arguments.Pointers, environment.Pointers);
        LibC.DestroyActions(actions);
        if (error != 0)
            throw new BenchException($"{words[0]} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        return Living[id] = new Child(id);
    }

    /// <summary>Starts a program, waits for its end and returns its exit code, 128 + n after signal n.</summary>
    public static int Run(IReadOnlyList<string> words, string output = "/dev/null")
    {
        using Child child = Start(words, output);
        return child.WaitForExit();
    }

    /// <summary>Kills whatever still runs; for the way out.</summary>
    public static void KillAll()
    {
        foreach (int id in Living.Keys)
            LibC.Kill(id, SigKill);
    }

    public void Terminate() => LibC.Kill(Id, SigTerm);

    public int WaitForExit()
    {
        int status;
        // struct rusage has 18 words, the first of which are user and system time in seconds and microseconds.
        long* usage = stackalloc long[18];
        while (LibC.Wait(Id, out status, 0, usage) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new BenchException($"waiting for the process {Id} failed.");
        }

        CpuMilliseconds = (usage[0] + usage[2]) * 1000 + (usage[1] + usage[3]) / 1000.0;
        reaped = true;
        Living.TryRemove(Id, out _);
        return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
    }

    public void Dispose()
    {
        if (reaped)
            return;
        LibC.Kill(Id, SigKill);
        WaitForExit();
    }

    // Nothing of the caller's surroundings may change what is measured, but Slurm's own programs need their configuration.
    private static IEnumerable<string> InheritedEnvironment()
    {
        foreach (string name in new[] { "PATH", "HOME", "SLURM_CONF" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                yield return $"{name}={value}";
        }
    }
}
