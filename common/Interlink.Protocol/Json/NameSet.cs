using System.Text;
using System.Text.Json;

namespace Interlink.Protocol.Json;

/// <summary>
/// The property names of the objects that are open during one pass over a document. Most objects have few names, which are compared one by
/// one;
/// the names of a large one go into a hash set, so that no document costs quadratic time.
/// </summary>
internal sealed class NameSet
{
    private const int Few = 16;

    private readonly List<(int Start, int Length)> _names = [];
    private readonly Stack<(int First, HashSet<string>? Many)> _open = new();
    private int _first;
    private HashSet<string>? _many;

    public void Enter()
    {
        _open.Push((_first, _many));
        _first = _names.Count;
        _many = null;
    }

    public void Leave()
    {
        _names.RemoveRange(_first, _names.Count - _first);
        (_first, _many) = _open.Pop();
    }

    /// <summary>Adds the name the reader stands on; false when its object has it already.</summary>
    public bool Add(in Utf8JsonReader reader, ReadOnlySpan<byte> document)
    {
        if (_many is null && (reader.ValueIsEscaped || _names.Count - _first == Few))
        {
            _many = new HashSet<string>(StringComparer.Ordinal);
            foreach ((int start, int length) in _names[_first..])
            {
                _many.Add(Encoding.UTF8.GetString(document.Slice(start, length)));
            }
        }

        if (_many is not null)
        {
            return _many.Add(reader.GetString()!);
        }

        ReadOnlySpan<byte> name = reader.ValueSpan;
        for (int i = _first; i < _names.Count; i++)
        {
            (int start, int length) = _names[i];
            if (length == name.Length && document.Slice(start, length).SequenceEqual(name))
            {
                return false;
            }
        }

        // TokenStartIndex is the opening quote's.
        _names.Add(((int)reader.TokenStartIndex + 1, name.Length));
        return true;
    }
}
