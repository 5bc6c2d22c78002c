using Interlink.Templates.Nodes;

namespace Interlink.Templates.Parsing;

/// <summary>Reads text and actions up to the <c>end</c> or <c>else</c> they belong to. One for each defined template.</summary>
internal sealed class BodyParser(TemplateParser templates, TokenReader tokens)
{
    private readonly PipelineParser _pipelines = new(tokens);
    private int _ranges;

    /// <summary>Reads the whole template, definitions among it.</summary>
    public List<TemplateNode> ReadTemplate()
    {
        List<TemplateNode> nodes = ReadNodes(mayDefine: true);
        return tokens.Current.Kind == TokenKind.End ? nodes : throw Unopened(tokens.Current);
    }

    /// <summary>Reads up to the end of a <c>define</c> or <c>block</c>.</summary>
    public List<TemplateNode> ReadDefinition()
    {
        int line = tokens.Current.Line;
        List<TemplateNode> nodes = ReadNodes(mayDefine: false);
        ReadEnd("define", line);
        return nodes;
    }

    /// <summary>Stops at the keyword of <c>{{end}}</c> or <c>{{else}}</c>, or at the end of the template.</summary>
    private List<TemplateNode> ReadNodes(bool mayDefine)
    {
        var nodes = new List<TemplateNode>();
        while (tokens.Current.Kind != TokenKind.End)
        {
            Token token = tokens.Next();
            if (token.Kind == TokenKind.Text)
            {
                nodes.Add(new TextNode(token.Line, token.Text));
                continue;
            }

            tokens.SkipSpace();
            if (tokens.Current.Is("end") || tokens.Current.Is("else"))
            {
                break;
            }

            if (mayDefine && tokens.Current.Is("define"))
            {
                tokens.Next();
                string name = tokens.ExpectName("define");
                tokens.Expect(TokenKind.Close, "define");
                templates.Define(name, token.Line);
                continue;
            }

            nodes.Add(ReadAction(token.Line));
        }

        return nodes;
    }

    private TemplateNode ReadAction(int line)
    {
        Token token = tokens.Current;
        if (token.Kind != TokenKind.Keyword || token.Text == "nil")
        {
            return new ActionNode(line, _pipelines.Read("an action"));
        }

        tokens.Next();
        return token.Text switch
        {
            "if" => ReadBranch(BranchKind.If, "if", line),
            "range" => ReadBranch(BranchKind.Range, "range", line),
            "with" => ReadBranch(BranchKind.With, "with", line),
            "template" => ReadCall(line),
            "block" => ReadBlock(line),
            "break" or "continue" => ReadLeave(token),
            _ => throw tokens.Error(line, "'define' may stand only outside of everything else"),
        };
    }

    private BranchNode ReadBranch(BranchKind kind, string word, int line)
    {
        templates.Enter(line);
        int visible = _pipelines.Declared.Count;
        Pipeline pipeline = _pipelines.Read(word, isRange: kind == BranchKind.Range);
        _ranges += kind == BranchKind.Range ? 1 : 0;
        List<TemplateNode> body = ReadNodes(mayDefine: false);
        _ranges -= kind == BranchKind.Range ? 1 : 0;
        List<TemplateNode> otherwise = [];
        if (tokens.Current.Is("else"))
        {
            otherwise = ReadElse(kind, word, line);
        }
        else
        {
            ReadEnd(word, line);
        }

        _pipelines.Declared.Forget(visible);
        templates.Leave();
        return new BranchNode(line, kind, pipeline, body, otherwise);
    }

    private List<TemplateNode> ReadElse(BranchKind kind, string word, int line)
    {
        tokens.Next();
        tokens.SkipSpace();
        Token next = tokens.Current;
        if (kind != BranchKind.Range && next.Is(word))
        {
            // One {{end}} ends both.
            tokens.Next();
            return [ReadBranch(kind, word, next.Line)];
        }

        tokens.Expect(TokenKind.Close, $"the else of {word}");
        List<TemplateNode> nodes = ReadNodes(mayDefine: false);
        ReadEnd(word, line);
        return nodes;
    }

    private void ReadEnd(string word, int line)
    {
        Token token = tokens.Next();
        if (!token.Is("end"))
        {
            throw token.Kind == TokenKind.End
                ? tokens.Error(line, $"'{word}' has no {{{{end}}}}")
                : tokens.Unexpected(token, $"'{word}' of line {line}, whose {{{{end}}}} is");
        }

        tokens.Expect(TokenKind.Close, "end");
    }

    private CallNode ReadCall(int line)
    {
        string name = tokens.ExpectName("template");
        tokens.SkipSpace();
        bool bare = tokens.Current.Kind == TokenKind.Close;
        if (bare)
        {
            tokens.Next();
        }

        var call = new CallNode(line, name, bare ? null : _pipelines.Read("template"));
        templates.Note(call);
        return call;
    }

    private CallNode ReadBlock(int line)
    {
        templates.Enter(line);
        string name = tokens.ExpectName("block");
        var call = new CallNode(line, name, _pipelines.Read("block"));
        templates.Define(name, line);
        templates.Note(call);
        templates.Leave();
        return call;
    }

    private LeaveNode ReadLeave(Token token)
    {
        tokens.Expect(TokenKind.Close, token.Text);
        return _ranges > 0
            ? new LeaveNode(token.Line, token.Text == "continue")
            : throw tokens.Error(token.Line, $"'{token.Text}' stands outside of a range");
    }

    private TemplateException Unopened(Token token) => tokens.Error(token.Line, $"{token} belongs to no if, range, with, define or block");
}
