namespace Interlink.Templates.Execution;

/// <summary>How a range goes on after a node.</summary>
internal enum Progress
{
    /// <summary>With the next node.</summary>
    On,

    /// <summary>With the next element.</summary>
    Continue,

    /// <summary>Not at all.</summary>
    Break,
}
