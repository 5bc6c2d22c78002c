namespace Interlink.Templates.Nodes;

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Variables">The variables it sets, with their <c>$</c>.</param>
/// <param name="Declares">Whether it makes them; else they are there.</param>
/// <param name="Commands">At least one.</param>
internal sealed record Pipeline(int Line, IReadOnlyList<string> Variables, bool Declares, IReadOnlyList<Command> Commands) : Operand(Line)
{
    public override string ToString() => $"({string.Join(" | ", Commands)})";
}
