namespace Interlink.Templates.Tests;

/// <summary>What Go's documentation of text/template says, and what its programs show.</summary>
public sealed class LanguageTests
{
    private const string Data =
        """{"s":"text","n":3,"z":0,"f":1.5,"t":true,"no":false,"null":null,"e":"","l":["a","b","c"],"el":[],"m":{"b":"2","a":"1"},"o":{"p":{"q":"deep"}}}""";

    [Theory]
    [InlineData("""{{"\"output\""}}""")]
    [InlineData("{{`\"output\"`}}")]
    [InlineData("""{{printf "%q" "output"}}""")]
    [InlineData("""{{"output" | printf "%q"}}""")]
    [InlineData("""{{printf "%q" (print "out" "put")}}""")]
    [InlineData("""{{"put" | printf "%s%s" "out" | printf "%q"}}""")]
    [InlineData("""{{"output" | printf "%s" | printf "%q"}}""")]
    [InlineData("""{{with "output"}}{{printf "%q" .}}{{end}}""")]
    [InlineData("""{{with $x := "output" | printf "%q"}}{{$x}}{{end}}""")]
    [InlineData("""{{with $x := "output"}}{{printf "%q" $x}}{{end}}""")]
    [InlineData("""{{with $x := "output"}}{{$x | printf "%q"}}{{end}}""")]
    public void The_one_line_templates_of_Gos_documentation_write_quoted_output(string template) =>
        Assert.Equal("\"output\"", Rendered.Plainly(template));

    [Theory]
    [InlineData("{{23 -}} < {{- 45}}", "23<45")]
    [InlineData("a \n\t{{- 1 -}}\r\n b", "a1b")]
    [InlineData("a {{/* a comment */}} b", "a  b")]
    [InlineData("a {{- /* a {{comment}} */ -}} b", "ab")]
    [InlineData("{{-3}}", "-3")]
    [InlineData("{{3 -}}\n", "3")]
    [InlineData("{{ 1\n}}", "1")]
    [InlineData("}} { { %", "}} { { %")]
    public void Blanks_and_comments_go_as_the_marks_say(string template, string expected) =>
        Assert.Equal(expected, Rendered.Plainly(template));

    [Theory]
    [InlineData("{{.s}}-{{.o.p.q}}-{{$.n}}", "text-deep-3")]
    [InlineData("{{.f}} {{.t}} {{.l}} {{.m}}", "1.5 true [a b c] map[a:1 b:2]")]
    [InlineData("{{.absent}} {{.null}} {{.absent.too}}", "<no value> <no value> <no value>")]
    [InlineData("{{(index .l 1)}}{{index .m \"a\"}}{{(index .o \"p\").q}}{{index .o \"p\" \"q\"}}", "b1deepdeep")]
    [InlineData("{{index .m \"x\"}}", "<no value>")]
    [InlineData("{{1_000}} {{0x1F}} {{0b101}} {{0o17}} {{017}} {{1e3}} {{.5}} {{'a'}} {{'\\n'}} {{'\\u00e9'}} {{+7}}", "1000 31 5 15 15 1000 0.5 97 10 233 7")]
    [InlineData("{{\"\\t\\x41\\101\\u00e9\\U0001F600\"}}", "\tAAé😀")]
    [InlineData("{{1e6}} {{1e20}} {{1.0}} {{123456.5}} {{0.0001}} {{0.00001}}", "1e+06 1e+20 1 123456.5 0.0001 1e-05")]
    public void Values_are_written_as_Go_writes_them(string template, string expected) =>
        Assert.Equal(expected, Rendered.Over(Data, template));

    [Theory]
    [InlineData("{{if .s}}yes{{end}}{{if .e}}no{{end}}", "yes")]
    [InlineData("{{if .z}}a{{else if .n}}b{{else}}c{{end}}", "b")]
    [InlineData("{{if .z}}a{{else if .no}}b{{else}}c{{end}}", "c")]
    [InlineData("{{if not .el}}empty{{end}}{{if .o}}map{{end}}{{if .null}}null{{end}}{{if .absent}}absent{{end}}", "emptymap")]
    [InlineData("{{with .o.p}}{{.q}}{{$.s}}{{end}}{{with .e}}x{{else}}y{{.n}}{{end}}", "deeptexty3")]
    [InlineData("{{with .e}}x{{else with .s}}{{.}}{{else}}z{{end}}", "text")]
    [InlineData("{{if and .s .n}}a{{end}}{{and .z .absent.x}}{{or .e .s}}{{or .z \"d\"}}", "a0textd")]
    [InlineData("{{and 1 (or 0 \"x\")}}{{not true}}", "xfalse")]
    public void Conditions_take_what_is_empty_for_false(string template, string expected) =>
        Assert.Equal(expected, Rendered.Over(Data, template));

    [Theory]
    [InlineData("{{range .l}}<{{.}}>{{end}}", "<a><b><c>")]
    [InlineData("{{range $i, $e := .l}}{{$i}}={{$e}},{{end}}", "0=a,1=b,2=c,")]
    [InlineData("{{range $e := .l}}{{$e}}{{.}}{{end}}", "aabbcc")]
    [InlineData("{{range $k, $v := .m}}{{$k}}{{$v}} {{end}}", "a1 b2 ")]
    [InlineData("{{range .el}}x{{else}}none{{end}}{{range .absent}}x{{else}}none{{end}}", "nonenone")]
    [InlineData("{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}", "01201")]
    [InlineData("{{range $i, $e := .l}}{{if eq $i 1}}{{continue}}{{end}}{{$e}}{{end}}", "ac")]
    [InlineData("{{range .l}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{else}}x{{end}}", "a")]
    [InlineData("{{range .l}}{{range $.l}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}{{end}}", "aaa")]
    [InlineData("{{$last := \"\"}}{{range .l}}{{$last = .}}{{end}}{{$last}}", "c")]
    [InlineData("{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "21")]
    [InlineData("{{$e := 0}}{{$i := 0}}{{range $i, $e = .l}}{{end}}{{$i}}{{$e}}", "2c")]
    public void Range_goes_through_lists_maps_and_numbers(string template, string expected) =>
        Assert.Equal(expected, Rendered.Over(Data, template));

    [Theory]
    [InlineData("{{define \"T1\"}}ONE{{end}}{{define \"T2\"}}TWO{{end}}{{define \"T3\"}}{{template \"T1\"}} {{template \"T2\"}}{{end}}{{template \"T3\"}}", "ONE TWO")]
    [InlineData("{{template \"x\" .o}}{{define \"x\"}}{{.p.q}}{{$.p.q}}{{end}}", "deepdeep")]
    [InlineData("{{template \"x\"}}{{define \"x\"}}[{{.}}]{{end}}", "[<no value>]")]
    [InlineData("{{block \"b\" .s}}<{{.}}>{{end}}{{template \"b\" 1}}", "<text><1>")]
    [InlineData("{{define \"down\"}}{{if .l}}x{{end}}{{end}}{{range 2}}{{template \"down\" $}}{{end}}", "xx")]
    public void Templates_are_defined_and_called(string template, string expected) =>
        Assert.Equal(expected, Rendered.Over(Data, template));

    [Theory]
    [InlineData("{{eq 1 1}}{{eq \"a\" \"b\" \"a\"}}{{ne 1 2}}{{eq true true}}", "truetruetruetrue")]
    [InlineData("{{lt 1 2}}{{le 2 2}}{{gt \"b\" \"a\"}}{{ge 1.5 2.5}}", "truetruetruefalse")]
    [InlineData("{{eq .null nil}}{{eq .absent nil}}{{eq .s nil}}", "truetruefalse")]
    [InlineData("{{len .l}}{{len .m}}{{len \"é\"}}", "322")]
    [InlineData("{{slice .s 1 3}}{{slice .l 1}}{{slice .l 0 1 2}}{{slice .s}}", "ex[b c][a]text")]
    [InlineData("{{index .s 0}}", "116")]
    [InlineData("{{print 1 2 \"a\" \"b\" 3 4}}|{{println 1 \"a\"}}", "1 2ab3 4|1 a\n")]
    [InlineData("{{html \"<a href='x'>&\\\"\"}}", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;")]
    [InlineData("{{js \"it's <\\\"=&>\\n\"}}", "it\\'s \\u003C\\\"\\u003D\\u0026\\u003E\\u000A")]
    [InlineData("{{urlquery \"a b/ü\" }}", "a+b%2F%C3%BC")]
    [InlineData("{{quote .s}} {{quote 1 \"a\\\"b\"}} {{.absent | quote}}|", "\"text\" \"1\" \"a\\\"b\" |")]
    [InlineData("{{.e | default \"d\"}}{{.s | default \"d\"}}{{default 5 .absent}}{{default 5 .z}}", "dtext55")]
    [InlineData("{{join \",\" .l}}{{.l | join \" \"}}{{join \",\" .s}}{{join \",\" .el}}", "a,b,ca b ctext")]
    public void Functions_answer_as_Go_and_Sprig_have_it(string template, string expected) =>
        Assert.Equal(expected, Rendered.Over(Data, template));
}
