using System.Text.Json.Nodes;
using Interlink.Templates.Values;

namespace Interlink.Templates.Tests;

/// <summary>
/// What Go's own text/template (1.19) made of a table of templates, over data that encoding/json read with whole numbers as int. Its errors
/// are told in other words here, so only whether there is one is compared.
/// </summary>
public sealed class GoOutputTests
{
    private static readonly JsonNode Outputs = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "GoOutputs", "outputs.json")))!;

    public static TheoryData<string, string> Texts() => Cases("text");

    public static TheoryData<string, string> Refusals() => Cases("refused");

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_Go_renders_is_rendered_to_the_same_text(string template, string text) =>
        Assert.Equal(text, GoTemplate.Parse(template, "t").Render(Outputs["data"], GoType.Any));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_Go_refuses_is_refused_and_no_later(string template, string when)
    {
        GoTemplate Parse() => GoTemplate.Parse(template, "t");
        _ = when == "parse"
            ? Assert.Throws<TemplateException>(Parse)
            : Assert.Throws<TemplateException>(() => Parse().Render(Outputs["data"], GoType.Any));
    }

    private static TheoryData<string, string> Cases(string outcome)
    {
        var cases = new TheoryData<string, string>();
        foreach (var one in Outputs["cases"]!.AsArray())
        {
            if (one![outcome] is { } value)
            {
                cases.Add(one["template"]!.GetValue<string>(), value.GetValue<string>());
            }
        }

        return cases;
    }
}
