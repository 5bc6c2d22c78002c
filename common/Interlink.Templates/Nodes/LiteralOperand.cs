namespace Interlink.Templates.Nodes;

/// <summary>A value written in the template.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Value">A bool, long, double or string; null is <c>nil</c>.</param>
/// <param name="Written">How it is written.</param>
internal sealed record LiteralOperand(int Line, object? Value, string Written) : Operand(Line)
{
    public override string ToString() => Written;
}
