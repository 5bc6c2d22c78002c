using System.Text.Json.Nodes;
using Interlink.Hosting;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Pods;
using Interlink.Processes.Files;
using Interlink.Templates;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.JobScripts;

/// <summary>The template of all scripts; read again when it changes, and a change that is a mistake leaves the one before.</summary>
internal sealed class ScriptTemplate
{
    private readonly WatchedFile<GoTemplate> _template;

    private ScriptTemplate(WatchedFile<GoTemplate> template) => _template = template;

    /// <exception cref="HostStartException">It cannot be read, or is not understood.</exception>
    public static ScriptTemplate Read(string path, ILogger<ScriptTemplate> logger) => new(FileWatch.Of([path], () => Parse(path), logger));

    /// <summary>The script.</summary>
    /// <param name="request">The body of the sidecar's <c>/create</c>.</param>
    /// <exception cref="PodRequestException">The template asks for what this pod does not have, or goes beyond a bound.</exception>
    public string Render(ReadOnlyMemory<byte> request)
    {
        try
        {
            return _template.Current.Render(JsonNode.Parse(request.Span));
        }
        catch (TemplateException e)
        {
            throw new PodRequestException(PodRequestFailure.Refused, $"There is no job script: {e.Message}", e);
        }
    }

    // As in Go, a template is called by its file's name.
    private static GoTemplate Parse(string path)
    {
        try
        {
            return GoTemplate.Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception e) when (e is TemplateException or IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"JobScriptTemplate '{path}' cannot be used: {e.Message}", e);
        }
    }
}
