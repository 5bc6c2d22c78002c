using Interlink.Hosting.Logs;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>The header by which interLink's programs find one another's log lines.</summary>
public static class SessionHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "InterLink-Http-Session";

    private const int MaxLength = 128;

    /// <summary>
    /// The session of a request: at most 128 characters, control characters replaced by <c>?</c>; null when there is none. Pass it on to
    /// every program that is called for this request.
    /// </summary>
    public static string? Read(HttpRequest request)
    {
        var text = request.Headers[Name].ToString().Trim();
        if (text.Length == 0)
        {
            return null;
        }

        text = text.Length > MaxLength ? text[..MaxLength] : text;
        return string.Create(text.Length, text, static (span, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                span[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
            }
        });
    }

    internal static LogScope? ScopeOf(HttpRequest request) => Read(request) is { } session ? new LogScope("session", session) : null;
}
