namespace Interlink.Templates.Nodes;

/// <summary>A function or value and its arguments.</summary>
/// <param name="Operands">At least one.</param>
internal sealed record Command(IReadOnlyList<Operand> Operands)
{
    public override string ToString() => string.Join(' ', Operands);
}
