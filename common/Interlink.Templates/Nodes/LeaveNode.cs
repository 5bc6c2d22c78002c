namespace Interlink.Templates.Nodes;

/// <summary><c>break</c>, or <c>continue</c>.</summary>
internal sealed record LeaveNode(int Line, bool Goes) : TemplateNode(Line);
