using System.Text.Json.Nodes;

namespace Interlink.Yaml.Tests;

public sealed class YamlDocumentTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("SidecarPort: \"4000\"", """{"SidecarPort":"4000"}""")]
    [InlineData("SidecarPort: 4000", """{"SidecarPort":4000}""")]
    [InlineData("a: '1'\nb: !!str 1\nc: ! 1", """{"a":"1","b":"1","c":"1"}""")]
    [InlineData("a: |\n  1\nb: >-\n  true", """{"a":"1\n","b":"true"}""")]
    [InlineData("[~, null, Null, NULL, nULL, '']", """[null,null,null,null,"nULL",""]""")]
    [InlineData("a:\nb: ''", """{"a":null,"b":""}""")]
    [InlineData("[true, True, TRUE, false, False, FALSE, tRUE]", """[true,true,true,false,false,false,"tRUE"]""")]
    [InlineData("[yes, no, on, off, y, n]", """["yes","no","on","off","y","n"]""")]
    [InlineData("[0, -1, +2, 007, 0o17, 0x1F, 0X1F, 0b1, 1_000]", """[0,-1,2,7,15,31,"0X1F","0b1","1_000"]""")]
    [InlineData("[9223372036854775807, 123456789012345678901234567890]", "[9223372036854775807,123456789012345678901234567890]")]
    [InlineData("[1.50, -.5, 5., 1e3, 1.e-3, +1.5E+2, 00.5]", "[1.50,-0.5,5,1e3,1e-3,1.5E+2,0.5]")]
    [InlineData("[., +, e3, 1e, 1.2.3, 0x, 0o8, '-', 1:30, 2026-01-31, 16G]",
        """[".","+","e3","1e","1.2.3","0x","0o8","-","1:30","2026-01-31","16G"]""")]
    [InlineData("!!int 5", "5")]
    [InlineData("!!float 5", "5")]
    [InlineData("!!bool true", "true")]
    [InlineData("1: x\ntrue: y\n~: z", """{"1":"x","true":"y","~":"z"}""")]
    [InlineData("# comment\n---\na: 1 # more\n...\n", """{"a":1}""")]
    [InlineData("{a: [b, {c: d}], e: \"\\u017c\\n\"}", """{"a":["b",{"c":"d"}],"e":"ż\n"}""")]
    [InlineData("\"json\": {\"is\": [\"yaml\", 1.0, null]}", """{"json":{"is":["yaml",1.0,null]}}""")]
    [InlineData("a: 1\r\nb: 2\r\n", """{"a":1,"b":2}""")]
    public void YAML_reads_as_JSON_by_the_core_schema(string yaml, string json) =>
        Assert.Equal(Normal(json), YamlDocument.Parse(yaml, "c.yaml")?.ToJsonString());

    [Theory]
    [InlineData("")]
    [InlineData("\n# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    public void An_empty_document_is_null(string yaml) => Assert.Null(YamlDocument.Parse(yaml, "c.yaml"));

    [Fact]
    public void Anchors_and_merge_keys_are_resolved()
    {
        const string yaml = """
            base: &base {a: 1, b: [x]}
            more: &more {b: 2, c: 3}
            one:
              <<: *base
              a: 9
            two:
              <<: [*more, *base]
            three: {<<: *base, <<: *more}
            again: *base
            text: {"<<": kept}
            """;
        Assert.Equal(
            Normal("""
                {"base":{"a":1,"b":["x"]},"more":{"b":2,"c":3},"one":{"a":9,"b":["x"]},
                 "two":{"b":2,"c":3,"a":1},"three":{"a":1,"b":["x"],"c":3},
                 "again":{"a":1,"b":["x"]},"text":{"<<":"kept"}}
                """),
            YamlDocument.Parse(yaml, "c.yaml")?.ToJsonString());
    }

    [Fact]
    public void Several_documents_are_read_where_they_are_wanted()
    {
        string[] texts = [.. YamlDocument.ParseAll("a: 1\n---\n---\n- b\n...\n", "c.yaml").Select(document => document?.ToJsonString() ?? "null")];
        Assert.Equal(["{\"a\":1}", "null", "[\"b\"]"], texts);
        Assert.Empty(YamlDocument.ParseAll("# nothing\n", "c.yaml"));
    }

    [Fact]
    public void An_anchor_may_be_named_again() =>
        Assert.Equal("""{"a":1,"b":2,"c":2}""", YamlDocument.Parse("a: &x 1\nb: &x 2\nc: *x", "c.yaml")?.ToJsonString());

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", 3, 1, "the key \"a\" stands here a second time")]
    [InlineData("x:\n  a: 1\n  'a': 3", 3, 3, "the key \"a\" stands here a second time")]
    [InlineData("a: *b", 1, 4, "the alias \"*b\" names no anchor before it")]
    [InlineData("a: &b [1, *b]", 1, 11, "the alias \"*b\" stands inside of what it names")]
    [InlineData("a: {<<: 5}", 1, 9, "a merge key (<<) takes a mapping or a list of mappings")]
    [InlineData("? [a]\n: b", 1, 3, "a key must be a plain word or a string")]
    [InlineData("a: 1\n---\nb: 2", 2, 1, "only one document is allowed, but here begins another")]
    [InlineData("a: .inf", 1, 4, "a number must be finite; quote the value if it is meant as text")]
    [InlineData("a: -.INF", 1, 4, "a number must be finite; quote the value if it is meant as text")]
    [InlineData("a: .nan", 1, 4, "a number must be finite; quote the value if it is meant as text")]
    [InlineData("a: 0xFFFFFFFFFFFFFFFF", 1, 4, "the number does not fit in 63 bits")]
    [InlineData("a: !!int x", 1, 4, "the value is no int, as its tag says")]
    [InlineData("a: !!binary AAAA", 1, 4,
        "the tag \"tag:yaml.org,2002:binary\" is not known; allowed are !!str, !!int, !!float, !!bool and !!null")]
    [InlineData("a:\n\tb: 1", 2, 1, "a tab may not indent YAML; use blanks")]
    [InlineData("a:\n  b: 1\n  \tc: 2\n", 3, 3, "a tab may not indent YAML; use blanks")]
    [InlineData("a:\n  b: 1\n\tc: 2", 3, 1, "a tab may not indent YAML; use blanks")]
    public void What_is_wrong_is_one_sentence_with_the_place(string yaml, int line, int column, string problem)
    {
        YamlFormatException e = Assert.Throws<YamlFormatException>(() => YamlDocument.Parse(yaml, "/etc/c.yaml"));
        Assert.Equal($"/etc/c.yaml, line {line}, column {column}: {problem}.", e.Message);
        Assert.Equal((line, column), (e.Line, e.Column));
    }

    [Theory]
    [InlineData("a: [1, 2", 1)]
    [InlineData("a: \"open", 1)]
    [InlineData("a: 1\n b: 2", 2)]
    [InlineData("a: b: c", 1)]
    [InlineData("- a\nb: 1", 2)]
    [InlineData("a: @x", 1)]
    [InlineData("a: \"\\q\"", 1)]
    [InlineData("%YAML 1.2\na: 1", 1)]
    [InlineData("a: [1\nb: }", 1)]
    public void What_the_parser_refuses_is_a_sentence_too(string yaml, int line)
    {
        YamlFormatException e = Assert.Throws<YamlFormatException>(() => YamlDocument.Parse(yaml, "c.yaml"));
        Assert.StartsWith("c.yaml, line ", e.Message);
        Assert.EndsWith(").", e.Message);
        Assert.DoesNotContain("\n", e.Message);
        Assert.InRange(e.Line, line, line + 1);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_is_built()
    {
        string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));
        YamlFormatException e = Assert.Throws<YamlFormatException>(() => YamlDocument.Parse(yaml, "c.yaml"));
        Assert.Contains("more than 100000 values, counting those its aliases repeat", e.Message);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        string allowed = new string('[', 63) + "x" + new string(']', 63);
        Assert.NotNull(YamlDocument.Parse(allowed, "c.yaml"));
        string tooDeep = new string('[', 20_000) + new string(']', 20_000);
        Assert.Contains("nested more than 64 levels deep",
            Assert.Throws<YamlFormatException>(() => YamlDocument.Parse(tooDeep, "c.yaml")).Message);
    }

    [Fact]
    public void Aliases_cannot_nest_deeper_than_allowed_either()
    {
        // Each alias puts the whole chain before it one level deeper.
        string yaml = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 200).Select(level => $"a{level}: &a{level} [*a{level - 1}]\n"));
        YamlFormatException e = Assert.Throws<YamlFormatException>(() => YamlDocument.Parse(yaml, "c.yaml"));
        Assert.Contains("nested more than 64 levels deep", e.Message);
    }

    private static string? Normal(string json) => JsonNode.Parse(json)?.ToJsonString();
}
