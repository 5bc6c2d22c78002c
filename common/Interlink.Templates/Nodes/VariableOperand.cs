namespace Interlink.Templates.Nodes;

/// <summary>A variable, with its <c>$</c>.</summary>
internal sealed record VariableOperand(int Line, string Name) : Operand(Line)
{
    public override string ToString() => Name;
}
