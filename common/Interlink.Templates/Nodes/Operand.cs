namespace Interlink.Templates.Nodes;

/// <summary>Something that has a value. Its text form is for errors.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal abstract record Operand(int Line);
