using System.Runtime.CompilerServices;

namespace Interlink.Protocol.Json;

/// <summary>
/// Walks over JSON (RFC 8259) and checks its grammar without making anything of it, several times as fast as a reader of tokens. False means
/// "not plain JSON": malformed, or nested more than <see cref="MaxDepth"/> levels deep; where and why is for <see cref="JsonDoor"/> to say.
/// The text must be valid UTF-8. Duplicate keys and halves of surrogate pairs are not found.
/// </summary>
internal ref struct JsonStride(ReadOnlySpan<byte> text)
{
    /// <summary>Objects and lists inside each other; one bit of a word for each.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly bool _hasControls = text.IndexOfAnyInRange((byte)0, (byte)31) >= 0;
    private ulong _lists;
    private int _depth;

    /// <summary>The place of the next byte; after a failure somewhere before the fault.</summary>
    public int At { get; private set; }

    /// <summary>True when only white space is left.</summary>
    public bool IsAtEnd => Peek() == '\0' && At >= _text.Length;

    /// <summary>Passes white space, and the sign if it is the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(char sign)
    {
        if (Peek() != sign)
            return false;
        At++;
        return true;
    }

    /// <summary>Passes a string.</summary>
    /// <param name="content">What is between the quotes, as it is written.</param>
    /// <param name="isEscaped">Whether that has a backslash.</param>
    public bool TakeString(out ReadOnlySpan<byte> content, out bool isEscaped)
    {
        content = default;
        isEscaped = false;
        if (!Take('"'))
            return false;
        int start = At;
        while (true)
        {
            int end = _text[At..].IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0)
                return false;
            At += end;
            if (_text[At] == '"')
                break;
            isEscaped = true;
            if (!TakeEscape())
                return false;
        }

        content = _text[start..At++];
        return !_hasControls || content.IndexOfAnyInRange((byte)0, (byte)31) < 0;
    }

    /// <summary>Passes a value of any kind, with all that is in it.</summary>
    public bool TakeValue()
    {
        int outside = _depth;
        while (TakeOpening(out bool isComplete))
        {
            if (!isComplete)
                continue;
            while (_depth > outside && TakeClosing())
            {
            }

            if (_depth == outside)
                return true;
            if (!Take(',') || (!InList && !TakeKey()))
                return false;
        }

        return false;
    }

    private readonly bool InList => (_lists & 1) != 0;

    /// <summary>Passes a key and its colon.</summary>
    private bool TakeKey() => TakeString(out _, out _) && Take(':');

    /// <summary>Passes a scalar or an empty object or list, or the sign that opens a full one, in an object with the first key.</summary>
    private bool TakeOpening(out bool isComplete)
    {
        isComplete = true;
        switch (Peek())
        {
            case '"':
                return TakeString(out _, out _);
            case '{' or '[' when _depth == MaxDepth:
                return false;
            case '{':
                Enter(isList: false);
                isComplete = TakeClosing();
                return isComplete || TakeKey();
            case '[':
                Enter(isList: true);
                isComplete = TakeClosing();
                return true;
            case 't':
                return TakeWord("true"u8);
            case 'f':
                return TakeWord("false"u8);
            case 'n':
                return TakeWord("null"u8);
            default:
                return TakeNumber();
        }
    }

    private void Enter(bool isList)
    {
        At++;
        _depth++;
        _lists = (_lists << 1) | (isList ? 1UL : 0);
    }

    private bool TakeClosing()
    {
        if (!Take(InList ? ']' : '}'))
            return false;
        _depth--;
        _lists >>= 1;
        return true;
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!_text[At..].StartsWith(word))
            return false;
        At += word.Length;
        return true;
    }

    private bool TakeNumber()
    {
        TakeSign('-', '-');
        int start = At;
        if (!TakeDigits() || (_text[start] == '0' && At > start + 1))
            return false;
        if (TakeSign('.', '.') && !TakeDigits())
            return false;
        if (!TakeSign('e', 'E'))
            return true;
        TakeSign('+', '-');
        return TakeDigits();
    }

    private bool TakeDigits()
    {
        int start = At;
        while (At < _text.Length && char.IsAsciiDigit((char)_text[At]))
            At++;
        return At > start;
    }

    private bool TakeSign(char one, char other)
    {
        if (At >= _text.Length || (_text[At] != one && _text[At] != other))
            return false;
        At++;
        return true;
    }

    private bool TakeEscape()
    {
        if (_text[At] != '\\' || At + 1 >= _text.Length)
            return false;
        bool isHex = _text[At + 1] == 'u';
        int length = isHex ? 6 : 2;
        if (At + length > _text.Length)
            return false;
        if (isHex ? !IsHex(_text.Slice(At + 2, 4)) : !"\"\\/bfnrt"u8.Contains(_text[At + 1]))
            return false;
        At += length;
        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
        }

        return true;
    }

    /// <summary>The next byte that is no white space; zero, which JSON has nowhere, at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char Peek() => At < _text.Length && _text[At] > ' ' ? (char)_text[At] : PeekBehindSpace();

    private char PeekBehindSpace()
    {
        while (At < _text.Length)
        {
            char next = (char)_text[At];
            if (next is not (' ' or '\t' or '\r' or '\n'))
                return next;
            At++;
        }

        return '\0';
    }
}
