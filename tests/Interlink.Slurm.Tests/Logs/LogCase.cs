using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Tests.Logs;

/// <summary>A log with an index and a request for it, and the answer worked out byte by byte.</summary>
/// <param name="Text">The log, printable ASCII and newlines.</param>
/// <param name="Records">Its time index, times in seconds.</param>
/// <param name="Runs">Where its runs begin.</param>
/// <param name="Modified">When it was last modified, seconds.</param>
/// <param name="Request">What is asked for.</param>
public sealed record LogCase(string Text, (int Time, int Size)[] Records, int[] Runs, int Modified, LogRequest Request)
{
    /// <summary>Second 0 of all times of the case.</summary>
    public static readonly DateTimeOffset Origin = DateTimeOffset.Parse("2026-01-31T09:00:00Z", null);

    private const int LastSecond = 30;

    public static Gen<LogCase> Generator { get; } =
        from text in Gen.Elements('a', 'b', '\n', '\n', 'c', ' ').ArrayOf().Select(characters => new string(characters))
        from indexed in Gen.Choose(0, text.Length)
        from sizes in Gen.Choose(1, Math.Max(1, indexed)).ArrayOf()
        from times in Gen.Choose(0, LastSecond).ArrayOf(sizes.Length)
        from runs in Gen.Choose(0, text.Length).ArrayOf()
        from modified in Gen.Choose(0, LastSecond)
        from tail in Gen.Frequency((2, Gen.Constant<long?>(null)), (3, Gen.Choose(0, 8).Select(number => (long?)number)))
        from limit in Gen.Frequency((3, Gen.Constant<long?>(null)), (1, Gen.Choose(0, 200).Select(number => (long?)number)))
        from since in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(-1, LastSecond + 1).Select(number => (int?)number)))
        from timestamps in Gen.Elements(true, false)
        from previous in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from follow in Gen.Elements(true, false)
        let ordered = sizes.Where(_ => indexed > 0).Distinct().Order().ToArray()
        select new LogCase(
            text,
            [.. times.Order().Take(ordered.Length).Zip(ordered)],
            [.. runs.Order()],
            modified,
            LogScene.All with
            {
                TailLines = tail,
                LimitBytes = limit,
                SinceTime = since is { } second ? Origin.AddSeconds(second) : null,
                Timestamps = timestamps,
                Previous = previous && runs.Length > 1,
                Follow = follow,
            });

    /// <summary>What the request must be answered with.</summary>
    public string Answer()
    {
        var (first, end) = Request.Previous ? (Runs[^2], Runs[^1]) : (Runs.LastOrDefault(), Text.Length);
        var lines = new List<(int Second, string Line)>();
        for (int start = first; start < end;)
        {
            int newline = Text.IndexOf('\n', start, end - start);
            int next = newline < 0 ? end : newline + 1;
            lines.Add((SecondOf(start), Text[start..next]));
            start = next;
        }

        var chosen = lines.Where(line => Request.SinceTime is not { } since || Origin.AddSeconds(line.Second) >= since).ToList();
        chosen = [.. chosen.Skip(Request.TailLines is { } tail ? Math.Max(0, chosen.Count - (int)tail) : 0)];
        var answer = new StringBuilder();
        int latest = 0;
        foreach (var (second, line) in chosen)
        {
            latest = Math.Max(latest, second);
            if (Request.Timestamps)
                answer.Append(null, $"{Origin.AddSeconds(latest):yyyy-MM-ddTHH:mm:ss.fff}000000Z ");
            answer.Append(line);
        }

        return answer.ToString()[..(int)Math.Min(answer.Length, Request.LimitBytes ?? answer.Length)];
    }

    private int SecondOf(int offset)
    {
        var covering = Records.Where(record => record.Size > offset).ToArray();
        return covering.Length > 0 ? covering[0].Time : Math.Max(Modified, Records.LastOrDefault().Time);
    }
}
