using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Slurm.Logs;

namespace Interlink.Slurm.Tests.Logs;

public sealed class LogProperties
{
    [Fact]
    public void Any_log_is_answered_as_the_simplest_reading_of_the_options_says() =>
        Prop.ForAll(LogCase.Generator.ToArbitrary(), one =>
        {
            using var scene = new LogScene { Ended = true };
            scene.Write(one.Text);
            scene.Index([.. one.Records.Select(record => (Ms(record.Time), (long)record.Size))]);
            scene.Runs([.. one.Runs.Select(offset => (0L, (long)offset))]);
            scene.ModifiedAt(LogCase.Origin.AddSeconds(one.Modified).ToString("O"));
            string expected = one.Answer();
            string actual = scene.ReadAsync(one.Request).GetAwaiter().GetResult();
            return (actual == expected).Label($"{one}\nexpected {expected}\nactual   {actual}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void The_last_lines_are_found_with_blocks_of_any_size() =>
        Prop.ForAll(Cases(), one =>
        {
            using var scene = new LogScene();
            scene.Write(one.Text);
            using var file = new LogFile(scene.Files.Output);
            file.Look();
            int start = Math.Min(one.From, one.Text.Length);
            var lines = one.Text[start..].Split('\n').ToList();
            if (lines[^1] == "")
                lines.RemoveAt(lines.Count - 1);
            long expected = one.Text.Length - lines.TakeLast(one.Lines).Sum(line => line.Length + 1);
            if (!one.Text.EndsWith('\n') && one.Lines > 0 && lines.Count > 0)
                expected++;
            long actual = LineScan.LastLines(file, start, one.Text.Length, one.Lines, new byte[one.Block]);
            return (actual == expected).Label($"{actual} instead of {expected}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_first_beginning_of_a_line_is_found_with_blocks_of_any_size() =>
        Prop.ForAll(Cases(), one =>
        {
            using var scene = new LogScene();
            scene.Write(one.Text);
            using var file = new LogFile(scene.Files.Output);
            file.Look();
            int from = one.From + 1;
            int newline = from - 1 < one.Text.Length ? one.Text.IndexOf('\n', from - 1) : -1;
            long? actual = LineScan.FirstStart(file, from, one.Text.Length, new byte[one.Block]);
            return actual == (newline < 0 ? null : newline + 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Stamping_does_not_depend_on_the_size_of_the_pieces() =>
        Prop.ForAll(Cases(), one =>
        {
            using var times = new LogTimes("/nowhere");
            var seen = new FileStat(0, 0, one.Text.Length, 0, true);
            string expected = string.Concat(one.Text.Split('\n').Select(line => $"1970-01-01T00:00:00.000000000Z {line}\n"));
            expected = one.Text.Length == 0 ? ""
                : one.Text.EndsWith('\n') ? expected[..^32]
                : expected[..^1];
            var stamper = new LineStamper(times);
            stamper.Begin(seen, one.Text.Length);
            var bytes = Encoding.UTF8.GetBytes(one.Text);
            var target = new byte[31 + one.Block];
            var actual = new StringBuilder();
            for (int offset = 0; offset < bytes.Length;)
            {
                int piece = Math.Min(one.Lines + 1, bytes.Length - offset);
                int filled = stamper.Fill(bytes.AsSpan(offset, piece), offset, target, out int consumed);
                actual.Append(Encoding.UTF8.GetString(target, 0, filled));
                offset += consumed;
            }

            return (actual.ToString() == expected).Label($"{actual} instead of {expected}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static long Ms(int second) => LogCase.Origin.AddSeconds(second).ToUnixTimeMilliseconds();

    private static Arbitrary<(string Text, int From, int Lines, int Block)> Cases() =>
        (from text in Gen.Elements('a', 'b', '\n').ArrayOf().Select(characters => new string(characters))
         from start in Gen.Choose(0, 20)
         from lines in Gen.Choose(0, 10)
         from block in Gen.Choose(1, 9)
         select (text, start, lines, block)).ToArbitrary();
}
