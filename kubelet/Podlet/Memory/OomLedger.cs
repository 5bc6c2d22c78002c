namespace Interlink.Podlet.Memory;

/// <summary>
/// Which ends of containers the kernel's counted kills explain: one that fell into the container's run, and that no other container's
/// end was explained by.
/// </summary>
internal sealed class OomLedger
{
    private readonly Dictionary<int, long> before = [];
    private long claimed;

    /// <summary>A container starts.</summary>
    /// <param name="container">Which.</param>
    /// <param name="count">The kills until now.</param>
    public void Begin(int container, long count) => before[container] = count;

    /// <summary>True when a kill explains this container's end.</summary>
    /// <param name="container">Which.</param>
    /// <param name="count">The kills until now.</param>
    public bool Claim(int container, long count)
    {
        if (!before.TryGetValue(container, out long known))
            return false;
        long explained = Math.Max(known, claimed);
        if (count <= explained)
            return false;
        claimed = explained + 1;
        return true;
    }
}
