using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Interlink.Hosting.Lifetime;

/// <summary>SIGTERM and SIGINT begin the orderly end; a second SIGINT (an impatient Ctrl-C) ends the process at once.</summary>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _terminate;
    private PosixSignalRegistration? _interrupt;
    private int _interrupts;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _terminate?.Dispose();
        _interrupt?.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Without this the runtime ends the process as soon as the handler returns.
        context.Cancel = true;
        lifetime.StopApplication();
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _interrupts) == 1)
        {
            Stop(context);
        }
    }
}
