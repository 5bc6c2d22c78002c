namespace Interlink.Podlet.Tests.Programs;

/// <summary>A test that limits memory by a control group; skipped, with the reason, where none can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitedMemoryFactAttribute : FactAttribute
{
    public LimitedMemoryFactAttribute() => Skip = LimitedMemory.Missing;
}
