using System.Text;

namespace Interlink.Planning.Environments;

/// <summary>
/// Kubernetes' <c>$(NAME)</c>: <c>$$</c> is a dollar sign, a name that is not known stays as it is written, and so does any other dollar
/// sign.
/// </summary>
internal static class VariableExpansion
{
    public static string Expand(string text, Func<string, string?> value)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            int end = text[i] == '$' && next == '(' ? text.IndexOf(')', i + 2) : -1;
            if (text[i] == '$' && next == '$')
            {
                result.Append('$');
                i++;
            }
            else if (end > 0)
            {
                result.Append(value(text[(i + 2)..end]) ?? text[i..(end + 1)]);
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
