using System.Text.Json.Nodes;
using Interlink.Hosting.Logs;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Tests;

public sealed class LogFormatTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 10, 8, 7, 123, TimeSpan.FromHours(1));

    [Fact]
    public void A_line_has_time_level_program_category_message_and_scope()
    {
        var line = Line("took 3 pods") with { Scope = [new("session", "a b"), new("pod", "u-1")] };

        Assert.Equal("2026-01-31T09:08:07.123Z INF slurm-sidecar[JobMonitor] took 3 pods session=\"a b\" pod=u-1", LogText.Format(line));
    }

    [Fact]
    public void What_a_user_sent_cannot_begin_a_line()
    {
        var line = Line("name x\n2026-01-31T09:08:07.123Z ERR forged\r\t\u001b[31m\u0085\u2028") with { Scope = [new("pod", "p\nq\"")] };
        var text = LogText.Format(line);

        Assert.DoesNotContain('\n', text);
        Assert.Contains("name x\\n2026", text, StringComparison.Ordinal);
        Assert.EndsWith("forged\\r\\t\\u001b[31m\\u0085\\u2028 pod=\"p\\nq\\\"\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_follows_indented()
    {
        var text = LogText.Format(Line("failed") with { Exception = new InvalidOperationException("one\ntwo") });

        Assert.Equal(["    System.InvalidOperationException: one", "    two"], text.Split('\n')[1..]);
    }

    [Fact]
    public void A_json_line_is_one_line_and_one_object()
    {
        var line = Line("took\n3 pods") with
        {
            EventId = 7,
            Scope = [new("session", "s")],
            Values = [new("Pods", 3), new("Name", "a\"b"), new("Ratio", 0.5), new("Nothing", null), new("{OriginalFormat}", "took {Pods}")],
            Exception = new InvalidOperationException("one\ntwo"),
        };
        var text = LogJson.Format(line);

        Assert.DoesNotContain('\n', text);
        var json = JsonNode.Parse(text)!;
        Assert.Equal("2026-01-31T09:08:07.123Z", (string?)json["time"]);
        Assert.Equal("info", (string?)json["level"]);
        Assert.Equal("Interlink.Slurm.JobMonitor", (string?)json["category"]);
        Assert.Equal("took\n3 pods", (string?)json["message"]);
        Assert.Equal("s", (string?)json["session"]);
        Assert.Equal("""{"Pods":3,"Name":"a\u0022b","Ratio":0.5,"Nothing":null}""", json["values"]!.ToJsonString());
        Assert.Contains("one\ntwo", (string?)json["exception"], StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_json_line_appear_once()
    {
        var line = Line("x") with { Scope = [new("session", "outer"), new("message", "forged"), new("session", "inner")] };
        var text = LogJson.Format(line);

        Assert.Equal("x", (string?)JsonNode.Parse(text)!["message"]);
        Assert.Equal("inner", (string?)JsonNode.Parse(text)!["session"]);
    }

    private static LogLine Line(string message) =>
        new(Time, LogLevel.Information, "slurm-sidecar", "Interlink.Slurm.JobMonitor", 0, message, [], null, null);
}
