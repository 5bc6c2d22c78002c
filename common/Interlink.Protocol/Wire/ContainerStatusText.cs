using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Statuses;

namespace Interlink.Protocol.Wire;

/// <summary>
/// Container statuses as Go's encoder writes <c>v1.ContainerStatus</c>: the same fields, in the same order, left out in the same cases.
/// </summary>
internal static class ContainerStatusText
{
    public static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<ContainerStatus> statuses)
    {
        writer.WriteStartArray(name);
        foreach (ContainerStatus status in statuses)
        {
            Write(writer, status);
        }

        writer.WriteEndArray();
    }

    public static ContainerStatus Read(JsonObject json, string path)
    {
        var status = new FieldReader(json, path);
        return new ContainerStatus
        {
            Name = status.Text("name") ?? "",
            State = ReadState(status.Inside("state")),
            LastState = ReadState(status.Inside("lastState")),
            Ready = status.Flag("ready") ?? false,
            Started = status.Flag("started"),
            RestartCount = status.Int32("restartCount") ?? 0,
            Image = status.Text("image") ?? "",
            ImageID = status.Text("imageID") ?? "",
        };
    }

    private static void Write(Utf8JsonWriter writer, ContainerStatus status)
    {
        writer.WriteStartObject();
        writer.WriteString("name", status.Name);
        WriteState(writer, "state", status.State);
        WriteState(writer, "lastState", status.LastState);
        writer.WriteBoolean("ready", status.Ready);
        writer.WriteNumber("restartCount", status.RestartCount);
        writer.WriteString("image", status.Image);
        writer.WriteString("imageID", status.ImageID);
        if (status.Started is { } started)
        {
            writer.WriteBoolean("started", started);
        }

        writer.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter writer, string name, ContainerState state)
    {
        writer.WriteStartObject(name);
        if (state.Waiting is { } waiting)
        {
            writer.WriteStartObject("waiting");
            writer.WriteUnlessEmpty("reason", waiting.Reason);
            writer.WriteUnlessEmpty("message", waiting.Message);
            writer.WriteEndObject();
        }

        if (state.Running is { } running)
        {
            writer.WriteStartObject("running");
            writer.WriteTime("startedAt", running.StartedAt);
            writer.WriteEndObject();
        }

        if (state.Terminated is { } terminated)
        {
            WriteTerminated(writer, terminated);
        }

        writer.WriteEndObject();
    }

    private static void WriteTerminated(Utf8JsonWriter writer, TerminatedState terminated)
    {
        writer.WriteStartObject("terminated");
        writer.WriteNumber("exitCode", terminated.ExitCode);
        if (terminated.Signal is { } signal and not 0)
        {
            writer.WriteNumber("signal", signal);
        }

        writer.WriteUnlessEmpty("reason", terminated.Reason);
        writer.WriteUnlessEmpty("message", terminated.Message);
        writer.WriteTime("startedAt", terminated.StartedAt);
        writer.WriteTime("finishedAt", terminated.FinishedAt);
        writer.WriteEndObject();
    }

    private static ContainerState ReadState(FieldReader state) => new()
    {
        Waiting = state.ObjectOrNull("waiting") is null ? null : ReadWaiting(state.Inside("waiting")),
        Running = state.ObjectOrNull("running") is null ? null : new RunningState(state.Inside("running").Time("startedAt")),
        Terminated = state.ObjectOrNull("terminated") is null ? null : ReadTerminated(state.Inside("terminated")),
    };

    private static WaitingState ReadWaiting(FieldReader waiting) => new(waiting.Text("reason"), waiting.Text("message"));

    private static TerminatedState ReadTerminated(FieldReader terminated) => new()
    {
        ExitCode = terminated.Int32("exitCode") ?? 0,
        Signal = terminated.Int32("signal"),
        Reason = terminated.Text("reason"),
        Message = terminated.Text("message"),
        StartedAt = terminated.Time("startedAt"),
        FinishedAt = terminated.Time("finishedAt"),
    };
}
