using System.Runtime.InteropServices;
using Interlink.Bench;
using Interlink.Bench.Processes;

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    return BenchCommandLine.Run(args);
}
catch (BenchException failure)
{
    Console.Error.WriteLine($"bench: {failure.Message}");
    return 1;
}
finally
{
    Child.KillAll();
}

static void End(PosixSignalContext context)
{
    Child.KillAll();
    Environment.Exit(130);
}
