namespace Interlink.Hosting.Tests;

public class GoFlagsTests
{
    private static GoFlags Parse(params string[] words) => GoFlags.Parse(words, ["verbose", "version"], ["path"]);

    [Theory]
    [InlineData("-path", "/a")]
    [InlineData("--path", "/a")]
    [InlineData("-path=/a", "")]
    [InlineData("--path=/a", "")]
    public void A_value_follows_an_equals_sign_or_a_blank_after_one_dash_or_two(string first, string second)
    {
        var flags = second.Length == 0 ? Parse(first, "-verbose") : Parse(first, second, "-verbose");
        Assert.Null(flags.Problem);
        Assert.Equal("/a", flags.Text("path"));
        Assert.True(flags.IsSet("verbose"));
    }

    [Fact]
    public void A_truth_value_counts_only_after_an_equals_sign()
    {
        Assert.False(Parse("-verbose=false").IsSet("verbose"));
        Assert.True(Parse("--verbose=T").IsSet("verbose"));
        var flags = Parse("-verbose", "false", "-version");
        Assert.True(flags.IsSet("verbose"));
        Assert.False(flags.IsSet("version"));
        Assert.Contains("-verbose", Parse("-verbose=maybe").Problem);
    }

    [Theory]
    [InlineData("--")]
    [InlineData("word")]
    [InlineData("-")]
    public void What_is_no_flag_ends_the_flags(string word)
    {
        var flags = Parse("-version", word, "-nonsense");
        Assert.Null(flags.Problem);
        Assert.True(flags.IsSet("version"));
    }

    [Fact]
    public void An_unknown_flag_and_a_missing_value_are_problems_and_help_is_none()
    {
        Assert.Contains("--pth", Parse("--pth", "/a").Problem);
        Assert.Contains("needs a value", Parse("-path").Problem);
        Assert.True(Parse("--help").HelpAsked);
        Assert.True(Parse("-h").HelpAsked);
    }

    [Fact]
    public void The_last_of_two_counts() => Assert.Equal("/b", Parse("-path", "/a", "-path=/b").Text("path"));
}
