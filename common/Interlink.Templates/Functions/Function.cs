namespace Interlink.Templates.Functions;

/// <summary>A function of templates.</summary>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Call">Makes the value; throws a <see cref="TemplateFault"/> when it cannot.</param>
internal sealed record Function(int Least, int Most, Func<IReadOnlyList<object?>, object?> Call);
