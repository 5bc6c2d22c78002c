namespace Interlink.Hosting.Tests.Hosts;

/// <summary>Waits for what must come, generously: the machine may be busy.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Patience, $"Did not happen in time: {what}");
            await Task.Delay(10);
        }
    }
}
