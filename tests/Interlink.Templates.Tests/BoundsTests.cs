using System.Text;

namespace Interlink.Templates.Tests;

public sealed class BoundsTests
{
    [Theory]
    [InlineData("{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}", "more than 100 deep")]
    [InlineData("{{template \"t\" .}}", "more than 100 deep")]
    [InlineData("{{range 9000000000000000000}}{{end}}", "does not come to an end")]
    [InlineData("{{range 100000}}{{range 100000}}{{break}}{{end}}{{range 1000}}{{end}}{{end}}", "does not come to an end")]
    [InlineData("{{range 100000000}}t{{end}}", "does not come to an end")]
    [InlineData("{{range 1000}}{{printf \"%100000d\" 1}}{{end}}", "its text becomes longer than 16777216 bytes")]
    [InlineData("{{$x := \"xx\"}}{{range 100}}{{$x = print $x $x}}{{end}}", "its text becomes longer than 16777216 bytes")]
    [InlineData("{{$x := \"\\u00e9\"}}{{range 100}}{{$x = html $x $x}}{{end}}", "its text becomes longer")]
    [InlineData("{{printf \"%9999999d\" 1}}", "a width of printf is more than 1000000")]
    public void A_template_that_would_not_end_or_fit_is_stopped(string template, string problem) =>
        Assert.Contains(problem, Rendered.Refused(template).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{{if 1}}", "{{end}}")]
    [InlineData("{{if 1}}{{else}}", "{{end}}")]
    [InlineData("{{if 0}}{{else if 1}}", "{{end}}")]
    [InlineData("{{range 1}}", "{{end}}")]
    [InlineData("{{block \"b\" .}}", "{{end}}")]
    public void Branches_inside_each_other_are_counted(string open, string close)
    {
        Assert.Contains("inside each other", Rendered.Refused(Repeat(open, 100_000) + Repeat(close, 100_000)).Message, StringComparison.Ordinal);
        Assert.Equal("", open.Contains("block", StringComparison.Ordinal) ? "" : Rendered.Plainly(Repeat(open, 90) + Repeat(close, 90)));
    }

    [Fact]
    public void Parentheses_inside_each_other_are_counted()
    {
        Assert.Contains("parentheses", Rendered.Refused("{{" + Repeat("(", 100_000) + "1" + Repeat(")", 100_000) + "}}").Message, StringComparison.Ordinal);
        Assert.Equal("1", Rendered.Plainly("{{" + Repeat("(", 90) + "1" + Repeat(")", 90) + "}}"));
    }

    [Fact]
    public void Calls_inside_branches_do_not_break_the_stack()
    {
        string template = "{{define \"x\"}}" + Repeat("{{if 1}}", 150) + "{{template \"x\"}}" + Repeat("{{end}}", 150) + "{{end}}{{template \"x\"}}";
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Rendered.Plainly(template)), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.IsType<TemplateException>(failure);
    }

    [Fact]
    public void A_long_row_of_actions_is_no_depth() =>
        Assert.Equal(new string('1', 10_000), Rendered.Plainly(Repeat("{{1}}", 10_000)));

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
