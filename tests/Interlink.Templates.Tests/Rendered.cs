using System.Text.Json.Nodes;
using Interlink.Templates.Values;

namespace Interlink.Templates.Tests;

/// <summary>Renders templates over JSON of which nothing is known, as Go does over <c>map[string]any</c>.</summary>
internal static class Rendered
{
    public static string Over(string json, string template) =>
        GoTemplate.Parse(template, "t").Render(JsonNode.Parse(json), GoType.Any);

    public static string Plainly(string template) => Over("{}", template);

    public static TemplateException Refused(string template, string json = "{}") =>
        Assert.Throws<TemplateException>(() => Over(json, template));
}
