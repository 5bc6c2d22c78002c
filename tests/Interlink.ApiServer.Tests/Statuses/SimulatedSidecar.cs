using System.Text;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;

namespace Interlink.ApiServer.Tests.Statuses;

/// <summary>A sidecar whose pods carry a number that grows with each change, and which may be away or say nothing of a pod.</summary>
internal sealed class SimulatedSidecar(int pods, Action missed) : IStateSource
{
    private readonly int[] _versions = new int[pods];

    public bool IsAway { get; set; }

    public int? Silent { get; set; }

    public int Questions { get; private set; }

    public int Version(int pod) => _versions[pod];

    public void Change(int pod) => _versions[pod]++;

    public static string Uid(int pod) => $"pod-{pod}";

    public Task<IReadOnlyDictionary<string, ReportedState>> AskAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pods, CallerHeaders caller, CancellationToken cancellationToken)
    {
        Questions++;
        if (IsAway)
        {
            missed();
            throw new SidecarOutage("the sidecar is away", mayHaveArrived: false);
        }

        var asked = pods.Select(pod => (string)JsonNode.Parse(pod.Span)!["metadata"]!["uid"]!).Where(uid => uid != (Silent is { } pod ? Uid(pod) : null));
        var answer = new JsonArray([.. asked.Select(uid => (JsonNode)new JsonObject
        {
            ["UID"] = uid,
            ["JID"] = $"{_versions[int.Parse(uid[4..])]}",
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["state"] = new JsonObject { ["running"] = new JsonObject() } }),
        })]);
        return Task.FromResult<IReadOnlyDictionary<string, ReportedState>>(StateAnswer.Read(Encoding.UTF8.GetBytes(answer.ToJsonString())));
    }
}
