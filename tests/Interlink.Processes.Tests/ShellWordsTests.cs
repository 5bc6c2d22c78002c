using FsCheck;
using FsCheck.Fluent;

namespace Interlink.Processes.Tests;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("a", "a")]
    [InlineData("  --mem=4G\t--time 1:00:00  ", "--mem=4G", "--time", "1:00:00")]
    [InlineData("--comment='two words' x", "--comment=two words", "x")]
    [InlineData("--comment=\"two words\"", "--comment=two words")]
    [InlineData("'' \"\"", "", "")]
    [InlineData("a\\ b c\\'d", "a b", "c'd")]
    [InlineData("'it'\\''s'", "it's")]
    [InlineData("\"a\\\"b\\\\c\\d\"", "a\"b\\c\\d")]
    [InlineData("\"'\" '\"'", "'", "\"")]
    [InlineData("a#b a~b --x=~", "a#b", "a~b", "--x=~")]
    [InlineData("'|;&<>$`(){}*?[]!#~\n'", "|;&<>$`(){}*?[]!#~\n")]
    [InlineData("\"|;&<>(){}*?[]!#~\n\"", "|;&<>(){}*?[]!#~\n")]
    [InlineData("\\$HOME \\#x", "$HOME", "#x")]
    [InlineData("a\\\nb \"c\\\nd\"", "ab", "cd")]
    [InlineData("żółć 😀", "żółć", "😀")]
    public void A_text_is_split_as_a_shell_splits_it(string text, params string[] words) => Assert.Equal(words, ShellWords.Split(text));

    [Theory]
    [InlineData("a | b", "|", 3)]
    [InlineData("a;b", ";", 2)]
    [InlineData("a &", "&", 3)]
    [InlineData("a <b", "<", 3)]
    [InlineData("a >b", ">", 3)]
    [InlineData("$HOME", "$", 1)]
    [InlineData("`id`", "`", 1)]
    [InlineData("(a)", "(", 1)]
    [InlineData("a)", ")", 2)]
    [InlineData("{a,b}", "{", 1)]
    [InlineData("a}", "}", 2)]
    [InlineData("a*", "*", 2)]
    [InlineData("a?", "?", 2)]
    [InlineData("[a]", "[", 1)]
    [InlineData("a]", "]", 2)]
    [InlineData("!a", "!", 1)]
    [InlineData("# a", "#", 1)]
    [InlineData("a ~b", "~", 3)]
    [InlineData("\"a $b\"", "$", 4)]
    [InlineData("\"a `b`\"", "`", 4)]
    [InlineData("a\nb", "line break", 2)]
    [InlineData("a\r\n", "carriage return", 2)]
    [InlineData("a 'b", "single quote", 3)]
    [InlineData("a \"b", "double quote", 3)]
    [InlineData("a\\", "backslash", 2)]
    [InlineData("a\0b", "NUL", 2)]
    [InlineData("'a\0b'", "NUL", 3)]
    [InlineData("\"a\0b\"", "NUL", 3)]
    [InlineData("\\\0", "NUL", 2)]
    public void What_a_shell_would_act_on_is_refused_with_its_position(string text, string named, int position)
    {
        string message = Assert.Throws<ShellSyntaxException>(() => ShellWords.Split(text)).Message;
        Assert.Contains(named, message);
        Assert.Contains($"at position {position} ", message);
        Assert.EndsWith(".", message);
    }

    [Theory]
    [InlineData("--mem=4G", "--mem=4G")]
    [InlineData("/opt/a-b_c/d.e,f:g@h+i%j^k", "/opt/a-b_c/d.e,f:g@h+i%j^k")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("~", "'~'")]
    [InlineData("a#", "'a#'")]
    [InlineData("-n", "-n")]
    [InlineData("A=b", "'A=b'")]
    public void A_word_is_quoted_only_when_it_must(string word, string quoted) => Assert.Equal(quoted, ShellWords.Quote(word));

    [Fact]
    public void NUL_cannot_be_quoted() => Assert.Throws<ArgumentException>(() => ShellWords.Quote("a\0b"));

    [Fact]
    public void Splitting_gives_back_what_was_quoted()
    {
        Prop.ForAll<string[]>(words =>
        {
            string[] sound = [.. words.Select(word => (word ?? "").Replace("\0", "", StringComparison.Ordinal))];
            return ShellWords.Split(string.Join(' ', sound.Select(ShellWords.Quote))).SequenceEqual(sound);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Splitting_never_fails_but_with_a_sentence()
    {
        Prop.ForAll<string>(text =>
        {
            try
            {
                _ = ShellWords.Split(text ?? "");
            }
            catch (ShellSyntaxException)
            {
                // The only way it may fail.
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    public async Task A_real_shell_reads_quoted_words_as_they_were(string shell)
    {
        string everyByte = string.Concat(Enumerable.Range(1, 127).Select(code => (char)code));
        string[] words = [everyByte, "", "'", "''", "\\", "$(id)", "`id`", "a\n\nb\n", "*", "~", "~root", "!!", "-n", "żółć😀", "a=b", "%s"];
        string script = "printf '%s\\0' " + string.Join(' ', words.Select(ShellWords.Quote));
        CommandResult result = await new CommandRunner().RunAsync(new Command(shell, "-c", script), CancellationToken.None);
        Assert.Equal("", result.StandardError);
        Assert.Equal(words, result.StandardOutput[..^1].Split('\0'));
    }
}
