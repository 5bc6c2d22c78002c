using System.Text;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>Writes whole answers, with their length.</summary>
public static class Answer
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers with a JSON document.</summary>
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="json">The document in UTF-8.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) =>
        WriteAsync(context, status, "application/json", json);

    /// <summary>Answers with a text, as errors do with their sentence.</summary>
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="text">The text.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task TextAsync(HttpContext context, string text, int status = StatusCodes.Status200OK) =>
        WriteAsync(context, status, PlainText, Encoding.UTF8.GetBytes(text));

    internal static async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> content)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
