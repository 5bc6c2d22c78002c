using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>What a probe or a hook does (Kubernetes' <c>v1.ProbeHandler</c> and <c>v1.LifecycleHandler</c>), read in place.</summary>
public sealed class HandlerView
{
    private static readonly string[] Kinds = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];
    private readonly FieldReader _handler;

    internal HandlerView(JsonObject json, string path)
    {
        Json = json;
        _handler = new FieldReader(json, path);
    }

    /// <summary>The handler as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The kinds of action that are set; a valid handler has one.</summary>
    public IReadOnlyList<string> Actions => field ??= [.. Kinds.Where(kind => _handler.ObjectOrNull(kind) is not null)];

    /// <summary>The words of <c>exec</c>; empty without one.</summary>
    public IReadOnlyList<string> ExecCommand => field ??= _handler.Inside("exec").Texts("command");

    /// <summary>The host of <c>httpGet</c> or <c>tcpSocket</c>; null when absent or empty, which means the pod's own.</summary>
    public string? Host => Network.Text("host") is { Length: > 0 } host ? host : null;

    /// <summary>The port of <c>httpGet</c>, <c>tcpSocket</c> or <c>grpc</c>: a number, or the name of one of the container's.</summary>
    public IntOrString Port => IntOrString.Read(Network.Find("port"), Network.PathOf("port"));

    /// <summary>The scheme of <c>httpGet</c>; <c>HTTP</c> when absent.</summary>
    public string Scheme => Network.Text("scheme") is { Length: > 0 } scheme ? scheme : "HTTP";

    /// <summary>The path of <c>httpGet</c>; empty when absent.</summary>
    public string Path => Network.Text("path") ?? "";

    /// <summary>The headers of <c>httpGet</c> in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => field ??= Network.Objects("httpHeaders", (json, path) =>
    {
        var header = new FieldReader(json, path);
        return KeyValuePair.Create(header.Text("name") ?? "", header.Text("value") ?? "");
    });

    /// <summary>The service that <c>grpc</c> asks about; empty for the server itself.</summary>
    public string Service => _handler.Inside("grpc").Text("service") ?? "";

    /// <summary>How long <c>sleep</c> takes, in seconds; 0 when absent.</summary>
    public long SleepSeconds => _handler.Inside("sleep").Int64("seconds") ?? 0;

    private FieldReader Network =>
        Actions.FirstOrDefault(action => action is "httpGet" or "tcpSocket" or "grpc") is { } action ? _handler.Inside(action) : default;
}
