using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>Writes whole answers.</summary>
public static class Answer
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers with a JSON document.</summary>
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="json">The document in UTF-8.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) =>
        WriteAsync(context, status, Json, json);

    /// <summary>Answers with a JSON document of unknown length, which is not held in memory a second time.</summary>
    /// <param name="context">The request; its answer must not have begun.</param>
    /// <param name="write">Writes the document in UTF-8.</param>
    public static async Task JsonAsync(HttpContext context, Action<IBufferWriter<byte>> write)
    {
        context.Response.ContentType = Json;
        write(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

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
