using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Interlink.ApiServer.Statuses;

/// <summary>Reads a sidecar's answer to <c>/status</c>, pod by pod, as tolerant of letter case as Go.</summary>
internal static class StateAnswer
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>
    /// The states by the pods' UIDs; the first counts where there are two. An entry without UID or containers says nothing: a virtual
    /// kubelet would take a pod without containers for one that succeeded.
    /// </summary>
    /// <param name="answer">The body; the JSON text <c>null</c> is an empty list.</param>
    /// <exception cref="InvalidDataException">It is no JSON list.</exception>
    public static Dictionary<string, ReportedState> Read(ReadOnlyMemory<byte> answer)
    {
        var states = new Dictionary<string, ReportedState>(StringComparer.Ordinal);
        try
        {
            using var document = Utf8.IsValid(answer.Span) ? JsonDocument.Parse(answer, Options) : throw NoList();
            if (document.RootElement.ValueKind == JsonValueKind.Null)
            {
                return states;
            }

            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw NoList();
            }

            foreach (var entry in document.RootElement.EnumerateArray())
            {
                if (Text(entry, "UID") is { Length: > 0 } uid && Read(entry) is { } state)
                {
                    states.TryAdd(uid, state);
                }
            }

            return states;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NoList(e);
        }
    }

    private static ReportedState? Read(JsonElement entry)
    {
        if (Find(entry, "containers") is not { ValueKind: JsonValueKind.Array } containers || containers.GetArrayLength() == 0)
        {
            return null;
        }

        bool anyState = false, ended = true, succeeded = true;
        foreach (var container in containers.EnumerateArray())
        {
            anyState |= HasState(container);
            var end = Find(container, "state") is { } state ? Find(state, "terminated") : null;
            ended &= end is { ValueKind: JsonValueKind.Object };
            succeeded &= end is { } found && (Find(found, "exitCode") is not { } code || (code.TryGetInt64(out var number) && number == 0));
        }

        var job = Text(entry, "JID") ?? "";
        return new ReportedState(JsonMarshal.GetRawUtf8Value(entry).ToArray())
        {
            JobId = job,
            IsKnown = job.Length > 0 || anyState || AnyInitState(entry),
            HasEnded = ended,
            HasSucceeded = ended && succeeded,
        };
    }

    private static bool AnyInitState(JsonElement entry) =>
        Find(entry, "initContainers") is { ValueKind: JsonValueKind.Array } containers && containers.EnumerateArray().Any(HasState);

    private static bool HasState(JsonElement container) =>
        Find(container, "state") is { ValueKind: JsonValueKind.Object } state
        && state.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.Object);

    private static string? Text(JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Find(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (json.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static InvalidDataException NoList(Exception? innerException = null) =>
        new("its answer to /status is no JSON list of pods' states", innerException);
}
