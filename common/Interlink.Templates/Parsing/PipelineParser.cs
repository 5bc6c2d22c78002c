using Interlink.Templates.Functions;
using Interlink.Templates.Nodes;

namespace Interlink.Templates.Parsing;

/// <summary>Reads pipelines. One for each defined template: variables of one are not seen in another.</summary>
internal sealed class PipelineParser(TokenReader tokens)
{
    /// <summary>Parentheses inside each other.</summary>
    private const int Deepest = 100;

    private int _depth;

    public Declarations Declared { get; } = new();

    /// <summary>Reads a pipeline with what ends it.</summary>
    /// <param name="construct">What it is in, for errors.</param>
    /// <param name="end">What ends it.</param>
    /// <param name="isRange">Whether it may set two variables.</param>
    public Pipeline Read(string construct, TokenKind end = TokenKind.Close, bool isRange = false)
    {
        tokens.SkipSpace();
        int line = tokens.Current.Line;
        var variables = new List<string>();
        bool declares = ReadVariables(variables, construct, isRange);
        var commands = new List<Command>();
        Token after;
        do
        {
            commands.Add(ReadCommand(construct, commands.Count == 0));
            after = tokens.NextBesideSpace();
        }
        while (after.Kind == TokenKind.Pipe);

        if (after.Kind != end)
        {
            throw tokens.Unexpected(after, construct);
        }

        // What is declared can be seen only after the pipeline.
        foreach (string variable in declares ? variables : [])
        {
            Declared.Add(variable);
        }

        return new Pipeline(line, variables, declares, commands);
    }

    private bool ReadVariables(List<string> variables, string construct, bool isRange)
    {
        while (true)
        {
            int start = tokens.Place;
            Token variable = tokens.NextBesideSpace();
            Token next = variable.Kind == TokenKind.Variable ? tokens.NextBesideSpace() : default;
            switch (next.Kind)
            {
                case TokenKind.Comma when isRange && variables.Count == 0:
                    variables.Add(variable.Text);
                    break;
                case TokenKind.Comma:
                case TokenKind.Declare or TokenKind.Assign when variables.Count > (isRange ? 1 : 0):
                    throw tokens.Error(variable.Line, $"too many variables are set in {construct}");
                case TokenKind.Declare or TokenKind.Assign:
                    variables.Add(variable.Text);
                    return next.Kind == TokenKind.Declare || RequireDeclared(variables, variable.Line);
                default:
                    tokens.Return(start);
                    return variables.Count == 0 ? false : throw tokens.Unexpected(variable, $"the variables of {construct}");
            }
        }
    }

    private bool RequireDeclared(List<string> variables, int line) =>
        variables.Find(variable => !Declared.Has(variable)) is { } unknown
            ? throw tokens.Error(line, $"the variable {unknown} is not declared: declare it with ':='")
            : false;

    private Command ReadCommand(string construct, bool isFirst)
    {
        var operands = new List<Operand>();
        tokens.SkipSpace();
        while (ReadOperand() is { } operand)
        {
            operands.Add(operand);
            if (tokens.Current.Kind != TokenKind.Space)
            {
                break;
            }

            tokens.SkipSpace();
        }

        if (operands.Count == 0)
        {
            throw tokens.Current.Kind is TokenKind.Close or TokenKind.RightParenthesis or TokenKind.Pipe
                ? tokens.Error(tokens.Current.Line, $"a value is missing in {construct}")
                : tokens.Unexpected(tokens.Current, construct);
        }

        return isFirst || operands[0] is not (LiteralOperand or DotOperand)
            ? new Command(operands)
            : throw tokens.Error(operands[0].Line, $"after '|' a function is expected, not {operands[0]}");
    }

    private Operand? ReadOperand()
    {
        if (ReadTerm() is not { } term)
        {
            return null;
        }

        var names = new List<string>();
        while (tokens.Current.Kind == TokenKind.Field)
        {
            names.Add(tokens.Next().Text);
        }

        return names.Count == 0 ? term : term switch
        {
            LiteralOperand or DotOperand => throw tokens.Error(term.Line, $"{term} has no fields"),
            FieldsOperand fields => fields with { Names = [.. fields.Names, .. names] },
            _ => new FieldsOperand(term.Line, term, names),
        };
    }

    private Operand? ReadTerm()
    {
        Token token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier when !FunctionTable.TryFind(token.Text, out _):
                throw tokens.Error(token.Line, FunctionTable.WhyNot(token.Text));
            case TokenKind.Variable when !Declared.Has(token.Text):
                throw tokens.Error(token.Line, $"the variable {token.Text} is not declared");
            case TokenKind.LeftParenthesis:
                tokens.Next();
                return ReadParenthesized(token);
            case TokenKind.Keyword when token.Text != "nil":
                return null;
            case TokenKind.Identifier or TokenKind.Variable or TokenKind.Dot or TokenKind.Field or TokenKind.Keyword or TokenKind.Bool
                or TokenKind.Number or TokenKind.Character or TokenKind.String:
                tokens.Next();
                return TermOf(token);
            default:
                return null;
        }
    }

    private Operand TermOf(Token token) => token.Kind switch
    {
        TokenKind.Identifier => new FunctionOperand(token.Line, token.Text),
        TokenKind.Variable => new VariableOperand(token.Line, token.Text),
        TokenKind.Dot => new DotOperand(token.Line),
        TokenKind.Field => new FieldsOperand(token.Line, new DotOperand(token.Line), [token.Text]),
        TokenKind.Bool => new LiteralOperand(token.Line, token.Text == "true", token.Text),
        TokenKind.Number => Literal(token, Literals.Number(token.Text), "a number"),
        TokenKind.Character => Literal(token, Literals.Character(token.Text), "a character"),
        TokenKind.String => Literal(token, Literals.Text(token.Text), "a text"),
        _ => new LiteralOperand(token.Line, null, "nil"),
    };

    private LiteralOperand Literal(Token token, object? value, string what) =>
        new(token.Line, value ?? throw tokens.Error(token.Line, $"{token} is not understood as {what}"), token.Text);

    private Pipeline ReadParenthesized(Token open)
    {
        if (++_depth > Deepest)
        {
            throw tokens.Error(open.Line, $"more than {Deepest} parentheses are open");
        }

        Pipeline pipeline = Read("parentheses", TokenKind.RightParenthesis);
        _depth--;
        return pipeline;
    }
}
