using System.Text.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>
/// Notes, while a list of pods passes the door, where each begins and ends and who it is. A status question is about a thousand pods of
/// which only the identity is read: to build a tree of each would cost more than all the rest of the call.
/// </summary>
internal sealed class PodScan(ReadOnlyMemory<byte> document)
{
    private readonly List<PodSlice> _pods = [];
    private Identity _identity = new();
    private long _start;
    private bool _inMetadata;
    private bool _isList;
    private bool _regular = true;

    /// <summary>The pods; null when the document is no list of objects that look like pods.</summary>
    public IReadOnlyList<PodSlice>? Pods => _isList && _regular ? _pods : null;

    public void Visit(ref Utf8JsonReader reader)
    {
        switch (reader.CurrentDepth)
        {
            case 0 when reader.TokenType == JsonTokenType.StartArray:
                _isList = true;
                break;
            case 1:
                VisitPod(ref reader);
                break;
            case 2 when reader.TokenType == JsonTokenType.PropertyName:
                _inMetadata = _identity.Is(ref reader, "metadata"u8);
                break;
            case 2 when _inMetadata && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.Null):
                _regular = false;
                break;
            case 3 when _inMetadata:
                _identity.Visit(ref reader);
                break;
        }
    }

    private void VisitPod(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _start = reader.TokenStartIndex;
                _identity = new Identity();
                _inMetadata = false;
                break;
            case JsonTokenType.EndObject:
                _pods.Add(_identity.Of(document[(int)_start..(int)reader.BytesConsumed]));
                break;
            default:
                _regular = false;
                break;
        }
    }

    /// <summary>
    /// The identity of one pod, as long as its fields are written as Kubernetes writes them; other spellings are left to the view.
    /// </summary>
    private struct Identity()
    {
        private readonly string?[] _values = new string?[3];
        private int _next = -1;
        private bool _irregular;

        public void Visit(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                _next = Is(ref reader, "name"u8) ? 0 : Is(ref reader, "namespace"u8) ? 1 : Is(ref reader, "uid"u8) ? 2 : -1;
            else if (_next >= 0 && reader.TokenType == JsonTokenType.String)
                _values[_next] = reader.GetString();
        }

        /// <summary>
        /// True when the property has exactly this name; another case makes the pod one that has to be looked at as Go would.
        /// </summary>
        public bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
        {
            if (reader.ValueTextEquals(name))
                return true;
            _irregular |= System.Text.Ascii.EqualsIgnoreCase(reader.ValueSpan, name);
            return false;
        }

        public readonly PodSlice Of(ReadOnlyMemory<byte> json) => _irregular
            ? new PodSlice(json)
            : new PodSlice(json) { Name = _values[0], Namespace = _values[1], Uid = _values[2] };
    }
}
