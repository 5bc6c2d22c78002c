using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Leases;

/// <summary>The fields of a Lease that an election is about; the others stay as they are.</summary>
internal readonly struct LeaseView(JsonObject json)
{
    public string Holder => json["spec"]?["holderIdentity"] is { } holder && holder.GetValueKind() == JsonValueKind.String
        ? holder.GetValue<string>() : "";

    public string ResourceVersion => new ObjectView(json).ResourceVersion;

    /// <summary>How long the holder may say nothing.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Number("leaseDurationSeconds"));

    /// <summary>A Lease that nobody has had yet.</summary>
    public static JsonObject New(string name, string? space) => new()
    {
        ["apiVersion"] = ResourceTypes.Leases.ApiVersion,
        ["kind"] = ResourceTypes.Leases.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space },
        ["spec"] = new JsonObject(),
    };

    /// <summary>The Lease as somebody holds it from now on, or goes on holding it.</summary>
    public JsonObject HeldBy(ElectionOptions options, DateTimeOffset now)
    {
        var held = (JsonObject)json.DeepClone();
        if (held["spec"] is not JsonObject spec)
        {
            held["spec"] = spec = [];
        }

        if (Holder != options.Identity)
        {
            spec["holderIdentity"] = options.Identity;
            spec["acquireTime"] = Time(now);
            spec["leaseTransitions"] = Number("leaseTransitions") + (Holder.Length > 0 ? 1 : 0);
        }

        spec["leaseDurationSeconds"] = Math.Max(1, (int)Math.Ceiling(options.Duration.TotalSeconds));
        spec["renewTime"] = Time(now);
        return held;
    }

    /// <summary>The Lease given up, so that nobody has to wait for it.</summary>
    public JsonObject Released(DateTimeOffset now)
    {
        var free = (JsonObject)json.DeepClone();
        JsonNode spec = free["spec"]!;
        spec["holderIdentity"] = "";
        spec["leaseDurationSeconds"] = 1;
        spec["renewTime"] = Time(now);
        return free;
    }

    private int Number(string field) => json["spec"]?[field] is { } node && node.GetValueKind() == JsonValueKind.Number
        && int.TryParse(node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>Leases tell the time to the microsecond.</summary>
    private static string Time(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
