namespace Interlink.Templates.Nodes;

/// <summary>A pipeline whose value is written, unless it only sets variables.</summary>
internal sealed record ActionNode(int Line, Pipeline Pipeline) : TemplateNode(Line);
