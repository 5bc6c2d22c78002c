namespace Interlink.Templates.Formats;

/// <summary><c>printf</c> as Go's fmt has it, without the explicit indexes of arguments (<c>%[1]d</c>).</summary>
internal sealed class GoPrintf
{
    /// <summary>Go's own bound of widths and precisions.</summary>
    private const int Widest = 1_000_000;

    private readonly string _format;
    private readonly IReadOnlyList<object?> _arguments;
    private readonly BoundedText _text = new();
    private int _position;
    private int _next;

    private GoPrintf(string format, IReadOnlyList<object?> arguments)
    {
        _format = format;
        _arguments = arguments;
    }

    public static string Format(string format, IReadOnlyList<object?> arguments) => new GoPrintf(format, arguments).Format();

    private string Format()
    {
        while (_position < _format.Length)
        {
            int percent = _format.IndexOf('%', _position);
            int end = percent < 0 ? _format.Length : percent;
            _text.Append(_format.AsSpan(_position, end - _position));
            _position = end;
            if (percent >= 0)
            {
                _position++;
                AppendVerb(ReadFlags());
            }
        }

        for (int i = _next; i < _arguments.Count; i++)
        {
            object? extra = _arguments[i];
            _text.Append(i == _next ? "%!(EXTRA " : ", ")
                .Append(extra is null ? "<nil>" : $"{GoFormat.TypeOf(extra)}={GoFormat.Text(extra)}");
        }

        return _text.Append(_next < _arguments.Count ? ")" : "").ToString();
    }

    private FormatSpec ReadFlags()
    {
        var spec = new FormatSpec();
        for (; _position < _format.Length; _position++)
        {
            switch (_format[_position])
            {
                case '+':
                    spec = spec with { Plus = true };
                    break;
                case '-':
                    spec = spec with { Minus = true };
                    break;
                case '#':
                    spec = spec with { Sharp = true };
                    break;
                case ' ':
                    spec = spec with { Space = true };
                    break;
                case '0':
                    spec = spec with { Zero = true };
                    break;
                default:
                    return ReadSizes(spec);
            }
        }

        return spec;
    }

    private FormatSpec ReadSizes(FormatSpec spec)
    {
        int? width = ReadNumber("BADWIDTH");
        spec = spec with { Width = width is < 0 ? -width : width, Minus = spec.Minus || width < 0 };
        if (_position < _format.Length && _format[_position] == '.')
        {
            _position++;
            int? precision = ReadNumber("BADPREC");
            spec = spec with { Precision = precision is < 0 ? null : precision ?? 0 };
        }

        return spec;
    }

    private int? ReadNumber(string complaint)
    {
        if (_position < _format.Length && _format[_position] == '*')
        {
            _position++;
            if (_next < _arguments.Count && _arguments[_next++] is long asked and >= -Widest and <= Widest)
            {
                return (int)asked;
            }

            _text.Append($"%!({complaint})");
            return null;
        }

        int start = _position;
        int number = 0;
        for (; _position < _format.Length && char.IsAsciiDigit(_format[_position]); _position++)
        {
            number = number * 10 + _format[_position] - '0';
            if (number > Widest)
            {
                throw new TemplateFault($"a width of printf is more than {Widest}");
            }
        }

        return _position > start ? number : null;
    }

    private void AppendVerb(FormatSpec spec)
    {
        if (_position == _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        char verb = _format[_position++];
        if (verb == '%')
        {
            _text.Append("%");
        }
        else if (verb == '[')
        {
            throw new TemplateFault("printf with explicit indexes (%[1]d) is not available");
        }
        else if (_next == _arguments.Count)
        {
            _text.Append($"%!{verb}(MISSING)");
        }
        else if (verb == 'T')
        {
            _text.Append(spec.Pad(GoFormat.TypeOf(_arguments[_next++])));
        }
        else
        {
            _text.Append(GoFormat.Text(_arguments[_next++], spec with { Verb = verb }));
        }
    }
}
