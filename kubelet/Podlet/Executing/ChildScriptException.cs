namespace Interlink.Podlet.Executing;

/// <summary>A step of a <see cref="ChildScript"/> failed.</summary>
/// <param name="step">What the step is for.</param>
/// <param name="error">The kernel's number.</param>
internal sealed class ChildScriptException(string step, int error) : Exception($"{step}: {Native.Errno.Text(error)}")
{
    public string Step { get; } = step;

    public int Error { get; } = error;

    /// <summary>True when all went well up to the program itself.</summary>
    public bool OfProgram { get; init; }
}
