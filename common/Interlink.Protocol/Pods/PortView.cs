using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A port of a container (Kubernetes' <c>v1.ContainerPort</c>), read in place.</summary>
public sealed class PortView
{
    private readonly FieldReader _port;

    internal PortView(JsonObject json, string path)
    {
        Json = json;
        _port = new FieldReader(json, path);
    }

    /// <summary>The port as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The port's name; empty when it has none.</summary>
    public string Name => _port.Text("name") ?? "";

    /// <summary>The number inside the container; 0 when absent.</summary>
    public int ContainerPort => _port.Int32("containerPort") ?? 0;

    /// <summary>The number on the host; 0 when absent.</summary>
    public int HostPort => _port.Int32("hostPort") ?? 0;

    /// <summary><c>TCP</c> (also when absent), <c>UDP</c> or <c>SCTP</c>.</summary>
    public string Protocol => _port.Text("protocol") is { Length: > 0 } protocol ? protocol : "TCP";
}
