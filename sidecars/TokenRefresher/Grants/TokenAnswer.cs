using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Interlink.TokenRefresher.Grants;

/// <summary>The fields of a token endpoint's answer, which is JSON or form-encoded.</summary>
internal sealed class TokenAnswer
{
    private const int LongestCode = 64;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private TokenAnswer()
    {
    }

    /// <summary>The error code, if it looks like one: anything else might hold what must not be shown.</summary>
    public string? Error => Field("error") is { Length: <= LongestCode } code && code.All(IsOfCode) ? code : null;

    /// <summary>Never fails: an answer that cannot be read has no fields.</summary>
    public static TokenAnswer Parse(string text)
    {
        var answer = new TokenAnswer();
        if (!answer.ReadJson(text))
        {
            answer.ReadForm(text);
        }

        return answer;
    }

    /// <returns>The grant, or null when there is no usable access token in it.</returns>
    public TokenGrant? Grant()
    {
        if (Field("access_token") is not { } token || !IsOneLine(token))
        {
            return null;
        }

        var refresh = Field("refresh_token") is { } text && IsOneLine(text) ? text : null;
        return new TokenGrant(token, refresh, Lifetime());
    }

    private TimeSpan? Lifetime() =>
        double.TryParse(Field("expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(3650).TotalSeconds))
            : null;

    private bool ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    _fields[property.Name] = property.Value.ToString();
                }
            }

            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            _fields.Clear();
            return false;
        }
    }

    private void ReadForm(string text)
    {
        foreach (var pair in text.Trim().Split('&'))
        {
            var middle = pair.IndexOf('=', StringComparison.Ordinal);
            if (middle > 0)
            {
                _fields.TryAdd(WebUtility.UrlDecode(pair[..middle]), WebUtility.UrlDecode(pair[(middle + 1)..]));
            }
        }
    }

    private string? Field(string name) => _fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static bool IsOfCode(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';

    // RFC 6749, appendix A: tokens are printable ASCII.
    private static bool IsOneLine(string token) => token.All(character => character is >= ' ' and <= '~');
}
