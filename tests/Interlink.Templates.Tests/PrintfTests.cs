namespace Interlink.Templates.Tests;

/// <summary>The expected texts are those of Go's fmt.</summary>
public sealed class PrintfTests
{
    [Theory]
    [InlineData("%d|%5d|%-5d|%05d|%+d|% d", "42|   42|42   |00042|+42| 42", "42 42 42 42 42 42")]
    [InlineData("%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U", "2a|2A|0x2a|52|052|0o52|101010|*|'*'|U+002A", "42 42 42 42 42 42 42 42 42 42")]
    [InlineData("%d|%05d|%x|%.4d|%6.3d|%v", "-42|-0042|-2a|-0042|  -042|-42", "-42 -42 -42 -42 -42 -42")]
    [InlineData("%s|%5s|%-5s|%.1s|%q|%x|%X|% x|%v", "go|   go|go   |g|\"go\"|676f|676F|67 6f|go", "\"go\" \"go\" \"go\" \"go\" \"go\" \"go\" \"go\" \"go\" \"go\"")]
    [InlineData("%q|%+q|%#q", "\"é\\n\"|\"\\u00e9\"|`a`", "\"é\\n\" \"é\" \"a\"")]
    [InlineData("%f|%.2f|%8.2f|%-8.1f|%08.2f|%+.1f", "3.141590|3.14|    3.14|3.1     |00003.14|+3.1", "3.14159 3.14159 3.14159 3.14159 3.14159 3.14159")]
    [InlineData("%e|%.1e|%g|%G|%v|%.3g|%g", "1.234560e+02|1.2e+02|123.456|123.456|123.456|123|1e-07", "123.456 123.456 123.456 123.456 123.456 123.456 1e-7")]
    [InlineData("%.3g|%.10g|%g|%.0f", "1.23e+07|12345678.9|1.23456789e+07|2", "12345678.9 12345678.9 12345678.9 2.5")]
    [InlineData("%t|%v|%5t|%T|%T|%T|%T", "true|false| true|string|int|float64|bool", "true false true \"s\" 1 1.5 true")]
    [InlineData("%*d|%-*d|%.*f", "    1|1    |1.50", "5 1 5 1 2 1.5")]
    [InlineData("100%%", "100%", "")]
    [InlineData("%d", "%!d(string=hi)", "\"hi\"")]
    [InlineData("%s|%t", "%!s(int=5)|%!t(float64=1.5)", "5 1.5")]
    [InlineData("%d %d", "1 %!d(MISSING)", "1")]
    [InlineData("%d", "1%!(EXTRA int=2, string=x)", "1 2 \"x\"")]
    [InlineData("%", "%!(NOVERB)", "")]
    [InlineData("%!", "%!!(int=1)", "1")]
    [InlineData("%s %v %d", "%!s(<nil>) <nil> %!d(<nil>)", "nil nil nil")]
    public void Verbs_flags_and_mistakes_are_written_as_Go_writes_them(string format, string expected, string arguments) =>
        Assert.Equal(expected, Rendered.Plainly($"{{{{printf `{format.Replace("`", "", StringComparison.Ordinal)}` {arguments}}}}}"));

    [Fact]
    public void Lists_and_maps_pass_the_verb_on_to_their_elements() => Assert.Equal(
        "[a b]|[\"a\" \"b\"]|map[ k:01  l:02]",
        Rendered.Over("""{"l":["a","b"],"m":{"l":2,"k":1}}""", """{{printf "%v|%q" .l .l}}|{{printf "%02v" .m}}"""));
}
