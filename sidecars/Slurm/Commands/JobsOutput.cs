using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Interlink.Slurm.Commands;

/// <summary>How <c>slurm-sidecar jobs</c> prints.</summary>
internal enum JobsFormat
{
    /// <summary>A table that fits a terminal.</summary>
    Table,

    /// <summary>The table with UID, partition and folder.</summary>
    Wide,

    /// <summary>A JSON list, for programs.</summary>
    Json,
}

/// <summary>Prints the pods.</summary>
internal static class JobsOutput
{
    public static void Write(IReadOnlyList<JobRow> rows, JobsFormat format, TextWriter output)
    {
        if (format == JobsFormat.Json)
        {
            output.WriteLine(Json(rows));
            return;
        }

        bool wide = format == JobsFormat.Wide;
        string[] head = ["NAMESPACE", "NAME", "READY", "PHASE", "REASON", "JOB", "STATE", "NODE", "AGE"];
        var table = new TextTable(wide ? [.. head, "UID", "PARTITION", "FOLDER"] : head);
        foreach (var row in rows)
        {
            string[] cells = [row.Namespace, row.Name, row.Ready, row.Phase, row.Reason, row.JobId, row.State, row.Node, row.Age];
            table.Add([.. (wide ? [.. cells, row.Uid, row.Partition, row.Folder] : cells).Select(cell => cell.Length == 0 ? "-" : cell)]);
        }

        if (rows.Count == 0)
            output.WriteLine("No pods.");
        else
            table.Write(output);
    }

    private static string Json(IReadOnlyList<JobRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
                Write(writer, row);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JobRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("namespace", row.Namespace);
        writer.WriteString("name", row.Name);
        writer.WriteString("uid", row.Uid);
        writer.WriteString("ready", row.Ready);
        writer.WriteString("phase", row.Phase);
        writer.WriteString("reason", row.Reason);
        writer.WriteString("jobId", row.JobId);
        writer.WriteString("state", row.State);
        writer.WriteString("node", row.Node);
        writer.WriteString("partition", row.Partition);
        writer.WriteString("folder", row.Folder);
        if (row.Since is { } since)
            writer.WriteString("since", since);
        writer.WriteEndObject();
    }
}
