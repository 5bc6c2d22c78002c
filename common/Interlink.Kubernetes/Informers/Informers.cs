using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Informers;

/// <summary>Makes informers.</summary>
public static class Informers
{
    /// <summary>One that keeps objects whole, but for <c>metadata.managedFields</c>, which is large and nobody's business.</summary>
    public static Informer<JsonObject> Whole(ResourceClient resource, InformerOptions options, ILogger logger, TimeProvider? time = null) =>
        new(resource, options, WithoutOwners, logger, time);

    private static JsonObject WithoutOwners(JsonObject json)
    {
        (json["metadata"] as JsonObject)?.Remove("managedFields");
        return json;
    }
}
