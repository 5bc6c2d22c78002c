namespace Interlink.Templates.Nodes;

/// <summary><c>{{template "name" pipeline}}</c>.</summary>
internal sealed record CallNode(int Line, string Name, Pipeline? Pipeline) : TemplateNode(Line);
