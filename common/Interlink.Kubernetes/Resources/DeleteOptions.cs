using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Resources;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Seconds the object has to end; 0 at once; null leaves it to the object.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Only the object with this UID; another one of its name answers with a conflict.</summary>
    public string? Uid { get; init; }

    /// <summary>Only the object in this version.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>What happens to the objects it owns; null is the kind's default.</summary>
    public Propagation? Propagation { get; init; }

    /// <summary>True checks everything and changes nothing.</summary>
    public bool DryRun { get; init; }

    internal JsonObject Body()
    {
        var body = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1" };
        if (GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (Uid is not null || ResourceVersion is not null)
        {
            var preconditions = new JsonObject();
            if (Uid is not null)
            {
                preconditions["uid"] = Uid;
            }

            if (ResourceVersion is not null)
            {
                preconditions["resourceVersion"] = ResourceVersion;
            }

            body["preconditions"] = preconditions;
        }

        if (Propagation is { } propagation)
        {
            body["propagationPolicy"] = propagation.ToString();
        }

        if (DryRun)
        {
            body["dryRun"] = new JsonArray("All");
        }

        return body;
    }
}
