namespace Interlink.Templates.Nodes;

/// <summary>Text that is written as it is.</summary>
internal sealed record TextNode(int Line, string Text) : TemplateNode(Line);
