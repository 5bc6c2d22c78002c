using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Tests.Planning;

public class SbatchFlagTests
{
    [Theory]
    [InlineData("--mem=5", "--mem=5")]
    [InlineData("--mem 5", "--mem=5")]
    [InlineData("-p 'big part'", "-p \"big part\"")]
    [InlineData("-p\tmain\n-t 10", "-p main|-t 10")]
    [InlineData("-c4", "-c 4")]
    [InlineData("--comment=\"a b\"", "--comment=\"a b\"")]
    [InlineData("--comment='say \"hi\"'", "--comment=\"say \\\"hi\\\"\"")]
    [InlineData("--comment=a\\\\b", "--comment=\"a\\\\b\"")]
    [InlineData("--comment=", "--comment=\"\"")]
    [InlineData("-J ''", "--job-name=\"\"")]
    [InlineData("-w node[01-04] -C a&b", "-w node[01-04]|-C a&b")]
    [InlineData("--comment='$(id);`id` $HOME #x'", "--comment=\"$(id);`id` $HOME #x\"")]
    [InlineData("--hold --exclusive -Hs", "--hold|--exclusive|-H|-s")]
    [InlineData("--nice -5 --begin=now", "--nice=-5|--begin=now")]
    [InlineData("-k -koff", "--no-kill|--no-kill=off")]
    [InlineData("--wait-all-nodes=1 --clusters=a -M b", "--wait-all-nodes=1|--clusters=a|-M b")]
    [InlineData("-C :x", "-C \":x\"")]
    [InlineData("", "")]
    public void Flags_are_read_as_sbatch_reads_them(string text, string expected)
    {
        Assert.Null(FlagWords.Split(text, out var words));
        Assert.Null(SbatchFlagParser.Parse(words, "It", out var flags));
        Assert.Equal(expected, string.Join('|', flags.Select(flag => flag.Text)));
    }

    [Theory]
    [InlineData("--array=1-5")]
    [InlineData("--arr 1-5")]
    [InlineData("--a=1")]
    [InlineData("-a 1")]
    [InlineData("-a1-5")]
    [InlineData("--wrap=x")]
    [InlineData("--wra=x")]
    [InlineData("--test-only")]
    [InlineData("--wait")]
    [InlineData("-W")]
    [InlineData("-HW")]
    [InlineData("-HsQo/tmp/x")]
    [InlineData("--parsable")]
    [InlineData("--output=x")]
    [InlineData("-o x")]
    [InlineData("-ox")]
    [InlineData("--outp x")]
    [InlineData("--error=x")]
    [InlineData("-e x")]
    [InlineData("--open-mode=append")]
    [InlineData("--help")]
    [InlineData("-V")]
    [InlineData("stray")]
    [InlineData("--hold stray")]
    [InlineData("--")]
    [InlineData("-")]
    [InlineData("--Mem=5")]
    [InlineData("---mem=5")]
    [InlineData("-1")]
    [InlineData("--comment='a\nb'")]
    [InlineData("--comment='a\rb'")]
    [InlineData("--comment=a\u0001b")]
    [InlineData("--=x")]
    public void Flags_that_would_break_the_job_or_the_script_are_refused_with_a_sentence(string text)
    {
        Assert.Null(FlagWords.Split(text, out var words));
        string? problem = SbatchFlagParser.Parse(words, "The annotation", out _);
        Assert.NotNull(problem);
        Assert.StartsWith("The annotation ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Theory]
    [InlineData("--comment='a")]
    [InlineData("--comment=\"a")]
    [InlineData("--comment=a\\")]
    public void Open_quotes_are_told(string text) => Assert.NotNull(FlagWords.Split(text, out _));

    [Fact]
    public void A_value_longer_than_sbatch_reads_is_refused()
    {
        Assert.NotNull(SbatchFlagParser.Parse(["--comment=" + new string('x', SbatchQuote.MaxBytes + 1)], "It", out _));
        Assert.Null(SbatchFlagParser.Parse(["--comment=" + new string('x', SbatchQuote.MaxBytes)], "It", out _));
    }

    [Fact]
    public void Refusals_show_the_flag_and_never_its_value()
    {
        string? problem = SbatchFlagParser.Parse(["--wrap=hunter2"], "It", out _);
        Assert.Contains("--wrap", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_flag_takes_the_place_of_the_earlier_in_both_spellings()
    {
        var list = new SbatchFlagList();
        Assert.Null(SbatchFlagParser.Parse(["-c", "1", "--time=5", "--cpus-per-task=2", "-t", "6", "-N1"], "It", out var flags));
        list.Set(flags);
        Assert.Equal(["--cpus-per-task=2", "-t 6", "-N 1"], list.Flags.Select(flag => flag.Text));
        Assert.Equal("6", list.Value("time"));
    }

    [Theory]
    [InlineData("30", 1800L)]
    [InlineData("1:30", 90L)]
    [InlineData("2:00:01", 7201L)]
    [InlineData("1-0", 86400L)]
    [InlineData("1-2:3", 93780L)]
    [InlineData("1-2:3:4", 93784L)]
    [InlineData("UNLIMITED", null)]
    [InlineData("-1", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Time_limits_are_read_in_Slurms_notation(string? text, long? seconds) => Assert.Equal(seconds, SlurmTime.Seconds(text));

    [Theory]
    [InlineData("5", 5L << 20)]
    [InlineData("5K", 5L << 10)]
    [InlineData("5m", 5L << 20)]
    [InlineData("5G", 5L << 30)]
    [InlineData("5T", 5L << 40)]
    [InlineData("0", null)]
    [InlineData("x", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("9999999999999T", null)]
    public void Memory_is_read_in_Slurms_notation(string text, long? bytes) => Assert.Equal(bytes, SlurmMemory.Bytes(text));
}
