using Interlink.Templates.Nodes;

namespace Interlink.Templates.Parsing;

/// <summary>Reads a template and those defined in it.</summary>
internal sealed class TemplateParser
{
    /// <summary>Branches and blocks inside each other, <c>else if</c> among them.</summary>
    private const int Deepest = 200;

    private readonly TokenReader _tokens;
    private readonly string _name;
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _templates = new(StringComparer.Ordinal);
    private readonly List<CallNode> _calls = [];
    private int _depth;

    private TemplateParser(string text, string name)
    {
        _name = name;
        _tokens = new TokenReader(TemplateLexer.Read(text, name), name);
    }

    /// <summary>The templates by name; the one asked for has the given name.</summary>
    /// <exception cref="TemplateException">Something is not understood.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> Parse(string text, string name) =>
        new TemplateParser(text, name).Parse();

    /// <summary>A branch or block begins.</summary>
    public void Enter(int line)
    {
        if (++_depth > Deepest)
        {
            throw _tokens.Error(line, $"more than {Deepest} branches are inside each other");
        }
    }

    /// <summary>A branch or block has ended.</summary>
    public void Leave() => _depth--;

    /// <summary>Notes a call, whose template may be defined later.</summary>
    public void Note(CallNode call) => _calls.Add(call);

    /// <summary>Reads the body of a <c>define</c> or <c>block</c> up to its end.</summary>
    public void Define(string name, int line)
    {
        var body = new BodyParser(this, _tokens);
        List<TemplateNode> nodes = body.ReadDefinition();
        if (_templates.TryGetValue(name, out IReadOnlyList<TemplateNode>? there) && !IsEmpty(there) && !IsEmpty(nodes))
        {
            throw _tokens.Error(line, $"the template \"{name}\" is defined twice");
        }

        if (there is null || IsEmpty(there))
        {
            _templates[name] = nodes;
        }
    }

    private Dictionary<string, IReadOnlyList<TemplateNode>> Parse()
    {
        List<TemplateNode> nodes = new BodyParser(this, _tokens).ReadTemplate();
        if (!_templates.TryGetValue(_name, out IReadOnlyList<TemplateNode>? own) || !IsEmpty(nodes))
        {
            own = nodes;
        }

        _templates[_name] = own;
        foreach (CallNode call in _calls)
        {
            if (!_templates.ContainsKey(call.Name))
            {
                throw _tokens.Error(call.Line, $"the template \"{call.Name}\" is called and not defined");
            }
        }

        return _templates;
    }

    /// <summary>Definitions leave blank lines around them.</summary>
    private static bool IsEmpty(IReadOnlyList<TemplateNode> nodes) =>
        nodes.All(node => node is TextNode text && string.IsNullOrWhiteSpace(text.Text));
}
