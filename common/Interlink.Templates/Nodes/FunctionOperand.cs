namespace Interlink.Templates.Nodes;

/// <summary>A function that there is.</summary>
internal sealed record FunctionOperand(int Line, string Name) : Operand(Line)
{
    public override string ToString() => Name;
}
