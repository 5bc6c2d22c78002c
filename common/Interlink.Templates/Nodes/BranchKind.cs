namespace Interlink.Templates.Nodes;

/// <summary>What a branch does with its pipeline.</summary>
internal enum BranchKind
{
    /// <summary>Asks whether it is true.</summary>
    If,

    /// <summary>Goes through its elements.</summary>
    Range,

    /// <summary>Makes it the dot if it is true.</summary>
    With,
}
