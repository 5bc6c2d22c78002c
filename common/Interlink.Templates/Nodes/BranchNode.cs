namespace Interlink.Templates.Nodes;

/// <summary><c>if</c>, <c>range</c> or <c>with</c>.</summary>
internal sealed record BranchNode(
    int Line, BranchKind Kind, Pipeline Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Else) : TemplateNode(Line);
