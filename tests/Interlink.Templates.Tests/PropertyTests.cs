using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Interlink.Templates.Tests;

public sealed class PropertyTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", " -}}", "{{- ", " ", "\n", ".", ".Pod", ".Name", ".Spec", ".Containers", "$", "$x", "$x := ", "$x = ", "|", "(", ")",
        "if ", "else", "else if ", "end", "{{end}}", "{{else}}", "range ", "with ", "define \"a\"", "template \"a\" ", "block \"a\" ", "break", "continue",
        "nil", "true", "1", "-1", "1.5", "0x", "'a'", "\"a\"", "`b`", "\"%d %s %v\"", "printf ", "print ", "index ", "len ", "eq ", "and ", "or ",
        "not ", "slice ", "join ", "quote ", "default ", "html ", "js ", ",", "/*", "*/", "\"", "'", "`", "\\", "é", "😀", "\0",
        "{{range .Pod.Spec.Containers}}", "{{if .Pod}}", "{{.Pod.Name}}", "{{range $i, $e := .Pod.Labels}}", "{{$x := .Pod}}", "{{$x.Name}}",
    ];

    private static readonly JsonNode Pod = JsonNode.Parse(
        """{"pod":{"metadata":{"name":"n","labels":{"a":"b"}},"spec":{"containers":[{"name":"c"}]}},"container":null,"extra":[1,{"x":2.5}]}""")!;

    private static Arbitrary<string> Mixtures =>
        Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    private static Arbitrary<string> Texts =>
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).Select(text => text!).ToArbitrary();

    [Fact]
    public void Whatever_the_text_it_renders_or_is_refused_with_a_sentence() =>
        Prop.ForAll(Mixtures, IsHandled).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(40));

    [Fact]
    public void Whatever_the_characters_they_render_or_are_refused_with_a_sentence() =>
        Prop.ForAll(Texts, text => IsHandled(text) && IsHandled("{{" + text + "}}") && IsHandled("{{printf `" + text + "` 1 \"a\" 2.5 nil}}"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Text_without_actions_renders_as_itself() =>
        Prop.ForAll(Texts, text => text.Contains("{{", StringComparison.Ordinal) || Rendered.Plainly(text) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_quoted_text_reads_back_as_itself() =>
        Prop.ForAll(Texts, text => Broken(text) || Rendered.Plainly("{{" + Formats.GoQuote.Text(text) + "}}") == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static bool Broken(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private static bool IsHandled(string text)
    {
        try
        {
            GoTemplate.Parse(text, "t").Render(Pod);
            return true;
        }
        catch (TemplateException e)
        {
            return e.Message.Length > 0 && e.Line >= 1;
        }
    }
}
