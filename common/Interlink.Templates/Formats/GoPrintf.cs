using System.Globalization;

namespace Interlink.Templates.Formats;

/// <summary><c>printf</c> as Go's fmt has it, but for <c>%#v</c>.</summary>
internal sealed class GoPrintf
{
    /// <summary>Go's own bound of widths and precisions.</summary>
    private const int Widest = 1_000_000;

    private readonly string _format;
    private readonly IReadOnlyList<object?> _arguments;
    private readonly BoundedText _text = new();
    private int _position;
    private int _next;
    private bool _reordered;
    private bool _isIndexGood;

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
                _isIndexGood = true;
                AppendVerb(ReadFlags());
            }
        }

        // Who picks arguments by their numbers may leave some out.
        int surplus = _reordered ? _arguments.Count : _next;
        for (int i = surplus; i < _arguments.Count; i++)
        {
            object? extra = _arguments[i];
            _text.Append(i == surplus ? "%!(EXTRA " : ", ")
                .Append(extra is null ? "<nil>" : $"{GoFormat.TypeOf(extra)}={GoFormat.Text(extra)}");
        }

        return _text.Append(surplus < _arguments.Count ? ")" : "").ToString();
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
        bool isIndexed = ReadIndex();
        int? width = ReadNumber("BADWIDTH", ref isIndexed);
        spec = spec with { Width = width is < 0 ? -width : width, Minus = spec.Minus || width < 0 };
        if (_position < _format.Length && _format[_position] == '.')
        {
            _position++;
            _isIndexGood &= !isIndexed;
            isIndexed = ReadIndex();
            int? precision = ReadNumber("BADPREC", ref isIndexed);
            spec = spec with { Precision = precision is < 0 ? null : precision ?? 0 };
        }

        _ = isIndexed || ReadIndex();

        return spec;
    }

    /// <summary>Reads <c>[n]</c>: the argument that comes next.</summary>
    private bool ReadIndex()
    {
        if (_position == _format.Length || _format[_position] != '[')
        {
            return false;
        }

        _reordered = true;
        int end = _format.IndexOf(']', _position);
        var digits = end < 0 ? "" : _format.AsSpan(_position + 1, end - _position - 1);
        bool isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        _position = end < 0 ? _position + 1 : end + 1;
        if (isNumber && number >= 1 && number <= _arguments.Count)
        {
            _next = number - 1;
            return true;
        }

        _isIndexGood = false;
        return isNumber;
    }

    private int? ReadNumber(string complaint, ref bool isIndexed)
    {
        if (_position < _format.Length && _format[_position] == '*')
        {
            _position++;
            isIndexed = false;
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

        _isIndexGood &= !isIndexed || _position == start;
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
        else if (verb == 'v' && spec.Sharp)
        {
            throw new TemplateFault("printf with %#v, a value as Go's source would have it, is not available");
        }
        else if (!_isIndexGood)
        {
            _text.Append($"%!{verb}(BADINDEX)");
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
            // %+v asks for the names of fields, not for a sign.
            _text.Append(GoFormat.Text(_arguments[_next++], spec with { Verb = verb, Plus = spec.Plus && verb != 'v' }));
        }
    }
}
