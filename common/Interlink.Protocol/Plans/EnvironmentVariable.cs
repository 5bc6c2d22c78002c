namespace Interlink.Protocol.Plans;

/// <summary>A variable of a container's environment.</summary>
/// <param name="Name">Not empty, without <c>=</c> and NUL.</param>
/// <param name="Value">Any text without NUL.</param>
public sealed record EnvironmentVariable(string Name, string Value)
{
    /// <summary>The name alone: a value may be a secret and must not reach a log through this record.</summary>
    public override string ToString() => Name;
}
