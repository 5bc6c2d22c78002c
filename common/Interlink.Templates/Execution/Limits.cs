namespace Interlink.Templates.Execution;

/// <summary>How far a template may go.</summary>
internal static class Limits
{
    /// <summary>The longest text, made or written, in bytes of UTF-8.</summary>
    public const int TextBytes = 16 * 1024 * 1024;

    /// <summary>Templates that call each other.</summary>
    public const int CallDepth = 100;

    /// <summary>Nodes and commands that are carried out; large texts and lists that a function takes or makes count more.</summary>
    public const long Steps = 10_000_000;

    /// <summary>So many characters or elements are worth a step.</summary>
    public const int StepUnits = 64;
}
