namespace Interlink.Templates.Nodes;

/// <summary><c>.</c>.</summary>
internal sealed record DotOperand(int Line) : Operand(Line)
{
    public override string ToString() => ".";
}
