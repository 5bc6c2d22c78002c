namespace Interlink.Templates;

/// <summary>What went wrong while a template was carried out, without its place: whoever knows the place adds it.</summary>
/// <param name="problem">Without a full stop.</param>
internal sealed class TemplateFault(string problem) : Exception(problem);
