namespace Interlink.Planning.Tests.Fields;

/// <summary>What the documentation says about one field.</summary>
/// <param name="Field"><c>type.field</c>.</param>
/// <param name="Planner"><c>slurm</c> or <c>podlet</c>; null when it holds for both.</param>
/// <param name="Treatments">The first word of each column's text, by the runtimes it is about.</param>
internal sealed record FieldRow(string Field, string? Planner, IReadOnlyDictionary<string, string> Treatments);
