using System.Globalization;
using System.Text;

namespace Interlink.Kubernetes.Resources;

/// <summary>The part of an address after the question mark, escaped.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter; null and empty are left out.</summary>
    public QueryText Add(string name, string? value)
    {
        return string.IsNullOrEmpty(value) ? this : AddAsIs(name, value);
    }

    /// <summary>Adds a parameter that may be empty, as an argument of a command may.</summary>
    public QueryText AddAsIs(string name, string value)
    {
        _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds a number; null is left out.</summary>
    public QueryText Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds <c>true</c>; false is left out.</summary>
    public QueryText Add(string name, bool value) => Add(name, value ? "true" : null);

    /// <summary>The text with the question mark; empty without parameters.</summary>
    public override string ToString() => _text.ToString();
}
