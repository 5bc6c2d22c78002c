using System.Globalization;
using Interlink.Templates.Values;

namespace Interlink.Templates.Formats;

/// <summary>Values as texts, as Go's fmt makes them.</summary>
internal static class GoFormat
{
    private static readonly FormatSpec Plain = new() { Verb = 'v' };

    /// <summary>As <c>%v</c>.</summary>
    public static string Text(object? value) => value is string text ? text : Text(value, Plain);

    /// <summary>As a value that a template writes: one that is not there is told.</summary>
    public static string Written(object? value) => value is null || ReferenceEquals(value, GoNil.Interface) ? "<no value>" : Text(value);

    /// <summary>As <c>print</c>: blanks only between what is no text.</summary>
    public static string Sprint(IReadOnlyList<object?> values)
    {
        var text = new BoundedText();
        for (int i = 0; i < values.Count; i++)
        {
            bool apart = i > 0 && values[i] is not string && values[i - 1] is not string;
            text.Append(apart ? " " : "").Append(Text(values[i]));
        }

        return text.ToString();
    }

    /// <summary>As <c>println</c>.</summary>
    public static string Sprintln(IReadOnlyList<object?> values)
    {
        var text = new BoundedText();
        for (int i = 0; i < values.Count; i++)
        {
            text.Append(i > 0 ? " " : "").Append(Text(values[i]));
        }

        return text.Append("\n").ToString();
    }

    /// <summary>A value under a verb; with a verb that is not for it, what Go says of that.</summary>
    public static string Text(object? value, FormatSpec spec)
    {
        string? text = value switch
        {
            null or GoNil => spec.Verb is 'v' ? spec.Pad("<nil>") : spec.Verb is 'T' ? "" : $"%!{spec.Verb}(<nil>)",
            bool truth => spec.Verb is 'v' or 't' ? spec.Pad(truth ? "true" : "false") : null,
            long number => GoNumber.Whole(number, spec),
            double number => GoNumber.Fraction(number, spec),
            string words => GoText.Format(words, spec),
            byte[] bytes => GoText.Format(bytes, spec) ?? Elements("[", bytes.Select(each => (object?)(long)each), spec),
            GoList list => Elements("[", list.Items, spec),
            GoMap map => Elements("map[", map, spec),
            GoObject other => GoText.Format(other.ToString(), spec),
            _ => throw new TemplateFault($"a {Nature.TypeOf(value)} cannot be written as a whole: write its fields"),
        };
        return text ?? $"%!{spec.Verb}({Nature.TypeOf(value)}={Text(value, spec with { Verb = 'v' })})";
    }

    /// <summary>Which type a value has, as <c>%T</c> tells it.</summary>
    public static string TypeOf(object? value) => value is null ? "<nil>" : Nature.TypeOf(value);

    private static string Elements(string open, GoMap map, FormatSpec spec)
    {
        var text = new BoundedText().Append(open);
        foreach (string key in map.SortedKeys)
        {
            map.TryFind(key, out object? value);
            text.Append(text.Length > open.Length ? " " : "").Append(Text(key, spec)).Append(":").Append(Element(value, spec));
        }

        return text.Append("]").ToString();
    }

    private static string Elements(string open, IEnumerable<object?> values, FormatSpec spec)
    {
        var text = new BoundedText().Append(open);
        foreach (object? value in values)
        {
            text.Append(text.Length > open.Length ? " " : "").Append(Element(value, spec));
        }

        return text.Append("]").ToString();
    }

    // A nil among others is no mistake of the verb.
    private static string Element(object? value, FormatSpec spec) => value is null or GoNil ? "<nil>" : Text(value, spec);

    /// <summary>A number in an error.</summary>
    public static string Shown(long number) => number.ToString(CultureInfo.InvariantCulture);
}
