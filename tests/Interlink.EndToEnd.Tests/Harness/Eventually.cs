namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Waits for what must come true within a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks again and again until it holds; the failure says what was seen last.</summary>
    public static async Task<T> HoldsAsync<T>(
        string what, Func<Task<T>> look, Func<T, bool> holds, Func<T, string> describe, double seconds = 30)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            if (DateTime.UtcNow > deadline)
                Assert.Fail($"Not within {seconds} s: {what}. Seen last: {describe(seen)}");
            await Task.Delay(Step);
        }
    }

    public static Task TrueAsync(string what, Func<bool> look, Func<string>? describe = null, double seconds = 30) =>
        HoldsAsync(what, () => Task.FromResult(look()), seen => seen, _ => describe?.Invoke() ?? "it is not so", seconds);
}
