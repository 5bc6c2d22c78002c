namespace Interlink.Templates.Nodes;

/// <summary>A part of a template.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal abstract record TemplateNode(int Line);
