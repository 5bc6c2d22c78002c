using Interlink.Templates.Formats;
using Interlink.Templates.Nodes;

namespace Interlink.Templates.Execution;

/// <summary>One rendering of a template with all that it calls.</summary>
internal sealed class Rendering(string name, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> templates)
{
    private int _depth;

    public string Name => name;

    public BoundedText Output { get; } = new();

    public Budget Budget { get; } = new();

    /// <summary>Carries out a template, which sees no variables but its own <c>$</c>.</summary>
    /// <exception cref="TemplateFault">Templates call each other without end.</exception>
    public void Call(string template, object? dot)
    {
        if (++_depth > Limits.CallDepth)
        {
            throw new TemplateFault($"the template \"{template}\" is called more than {Limits.CallDepth} deep");
        }

        new Interpreter(this, dot).Walk(dot, templates[template]);
        _depth--;
    }
}
