using System.Diagnostics;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>Waits for what must come true; only a failure takes the whole time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void True(Func<bool> condition, Func<string> otherwise)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, otherwise());
            Thread.Sleep(10);
        }
    }
}
