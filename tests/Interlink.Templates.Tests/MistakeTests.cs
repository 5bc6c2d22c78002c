namespace Interlink.Templates.Tests;

public sealed class MistakeTests
{
    [Theory]
    [InlineData("a\n{{toYaml .}}", 2, "the function toYaml is not known")]
    [InlineData("{{call .x}}", 1, "the function call is not available")]
    [InlineData("{{if .x}}a", 1, "'if' has no {{end}}")]
    [InlineData("\n{{range .x}}{{else}}", 2, "'range' has no {{end}}")]
    [InlineData("{{define \"a\"}}", 1, "'define' has no {{end}}")]
    [InlineData("a{{end}}", 1, "'end' belongs to no if")]
    [InlineData("a{{else}}", 1, "'else' belongs to no if")]
    [InlineData("{{if 1}}{{else}}{{else}}{{end}}", 1, "'else' is not expected in 'if' of line 1")]
    [InlineData("{{$x}}", 1, "the variable $x is not declared")]
    [InlineData("{{$x = 1}}", 1, "the variable $x is not declared")]
    [InlineData("{{if true}}{{$x := 1}}{{end}}{{$x}}", 1, "the variable $x is not declared")]
    [InlineData("{{$x := 1}}{{define \"a\"}}{{$x}}{{end}}", 1, "the variable $x is not declared")]
    [InlineData("{{break}}", 1, "'break' stands outside of a range")]
    [InlineData("{{range 1}}{{block \"b\" .}}{{continue}}{{end}}{{end}}", 1, "'continue' stands outside of a range")]
    [InlineData("{{template \"none\"}}", 1, "the template \"none\" is called and not defined")]
    [InlineData("{{define \"a\"}}1{{end}}{{define \"a\"}}2{{end}}", 1, "the template \"a\" is defined twice")]
    [InlineData("{{if 1}}{{define \"a\"}}1{{end}}{{end}}", 1, "'define' may stand only outside")]
    [InlineData("{{}}", 1, "a value is missing in an action")]
    [InlineData("{{if}}{{end}}", 1, "a value is missing in if")]
    [InlineData("{{1 |}}", 1, "a value is missing")]
    [InlineData("{{1 | 2}}", 1, "after '|' a function is expected, not 2")]
    [InlineData("{{print 1", 1, "the action is not closed")]
    [InlineData("{{/* x", 1, "the comment is not closed")]
    [InlineData("{{/* x */ y}}", 1, "a comment must end directly before")]
    [InlineData("{{\"a\n\"}}", 1, "a text in quotes is not closed")]
    [InlineData("{{\"\\q\"}}", 1, "is not understood as a text")]
    [InlineData("{{`a}}", 1, "a text in backquotes is not closed")]
    [InlineData("{{'ab'}}", 1, "is not understood as a character")]
    [InlineData("{{(1}}", 1, "a '(' is not closed")]
    [InlineData("{{1)}}", 1, "a ')' is too many")]
    [InlineData("{{1x}}", 1, "is not understood as a number")]
    [InlineData("{{99999999999999999999}}", 1, "is not understood as a number")]
    [InlineData("{{3i}}", 1, "is not understood as a number")]
    [InlineData("{{0x1p4}}", 1, "is not understood as a number")]
    [InlineData("{{.a#b}}", 1, "'#' cannot stand after")]
    [InlineData("{{#}}", 1, "'#' is not understood in an action")]
    [InlineData("{{nil.x}}", 1, "nil has no fields")]
    [InlineData("{{$a, $b := 1}}", 1, "too many variables")]
    [InlineData("{{range $a, $b, $c := .l}}{{end}}", 1, "too many variables")]
    [InlineData("{{\"a\"\"b\"}}", 1, "is not expected in an action")]
    public void What_is_not_understood_is_told_before_anything_is_rendered(string template, int line, string problem)
    {
        var mistake = Assert.Throws<TemplateException>(() => GoTemplate.Parse(template, "job.tmpl"));

        Assert.Contains(problem, mistake.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The template 'job.tmpl' cannot be used, line {line}: ", mistake.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n{{.s.x}}", 2, ".s.x: the type string has no field x")]
    [InlineData("{{.null.x}}", 1, ".null.x: interface {} is nil")]
    [InlineData("{{index .l 3}}", 1, "the index 3 is out of range: the last is 2")]
    [InlineData("{{index .l -1}}", 1, "the index -1 is out of range")]
    [InlineData("{{index .l \"a\"}}", 1, "an index must be a whole number, not string")]
    [InlineData("{{index .m 1}}", 1, "the keys of a map[string]interface {} are texts, not int")]
    [InlineData("{{index nil 1}}", 1, "index of nil")]
    [InlineData("{{len 3}}", 1, "len of a int")]
    [InlineData("{{slice .s 3 1}}", 1, "slice from 3 to 1")]
    [InlineData("{{slice .s 9}}", 1, "the index 9 is out of range")]
    [InlineData("{{slice .s 0 1 2}}", 1, "slice takes no third index for a text")]
    [InlineData("{{eq 1}}", 1, "eq needs something to compare with")]
    [InlineData("{{eq 1 1.5}}", 1, "int and float64 cannot be compared")]
    [InlineData("{{lt 1 \"a\"}}", 1, "int and string cannot be compared")]
    [InlineData("{{eq .l .l}}", 1, "cannot be compared")]
    [InlineData("{{not}}", 1, "not takes 1 arguments, not 0")]
    [InlineData("{{.s 1}}", 1, ".s is no function and takes no arguments")]
    [InlineData("{{1 | .s}}", 1, ".s is no function and takes no arguments")]
    [InlineData("{{nil}}", 1, "nil is no command")]
    [InlineData("{{range .s}}{{end}}", 1, "range cannot go through a string")]
    [InlineData("{{printf 1}}", 1, "printf needs a text as its format")]
    [InlineData("{{printf \"%#v\" 1}}", 1, "printf with %#v")]
    [InlineData("{{define \"x\"}}\n{{.s.y}}{{end}}{{template \"x\" .}}", 2, "the type string has no field y")]
    public void What_the_data_do_not_have_is_told_with_its_line(string template, int line, string problem)
    {
        TemplateException mistake = Rendered.Refused(template, """{"s":"text","null":null,"l":[1,2,3],"m":{"a":1}}""");

        Assert.Contains(problem, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(line, mistake.Line);
    }
}
