namespace Interlink.Templates.Nodes;

/// <summary>Fields of a value: <c>.Pod.Name</c>, <c>$x.Name</c>, <c>(index . 0).Name</c>.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Owner">What they are fields of.</param>
/// <param name="Names">At least one.</param>
internal sealed record FieldsOperand(int Line, Operand Owner, IReadOnlyList<string> Names) : Operand(Line)
{
    public override string ToString() => $"{(Owner is DotOperand ? "" : Owner)}.{string.Join('.', Names)}";
}
