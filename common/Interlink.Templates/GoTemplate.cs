using System.Text.Json.Nodes;
using Interlink.Templates.Execution;
using Interlink.Templates.Nodes;
using Interlink.Templates.Parsing;
using Interlink.Templates.Values;

namespace Interlink.Templates;

/// <summary>
/// A template in the language of Go's text/template, for the job scripts of an interLink API server. Fields go by the names they have in
/// Go: <c>.Pod.Name</c>, <c>.Pod.Spec.Containers</c>. Safe for use by several threads. It always comes to an end: calls are at most 100
/// deep, the text at most 16 MiB, the work at most ten million steps.
/// </summary>
public sealed class GoTemplate
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> _templates;

    private GoTemplate(string name, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> templates)
    {
        Name = name;
        _templates = templates;
    }

    /// <summary>The name it was given.</summary>
    public string Name { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="name">What errors and <c>{{template}}</c> call it: Go takes the file's name without its folder.</param>
    /// <exception cref="TemplateException">Something in it is not understood.</exception>
    public static GoTemplate Parse(string text, string name) => new(name, TemplateParser.Parse(text, name));

    /// <summary>Fills it in.</summary>
    /// <param name="root">The <c>RetrievedPodData</c> of a pod, as it goes over the wire; null is one in which everything is zero.</param>
    /// <exception cref="TemplateException">It asks for what is not there, or goes beyond a bound.</exception>
    public string Render(JsonNode? root) => Render(root, StructTypes.PodData);

    internal string Render(JsonNode? root, GoType type)
    {
        var rendering = new Rendering(Name, _templates);
        try
        {
            rendering.Call(Name, JsonValues.Read(root, type));
        }
        catch (TemplateFault fault)
        {
            throw new TemplateException(Name, 1, fault.Message, fault);
        }

        return rendering.Output.ToString();
    }
}
