using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>What a probe or a hook does: exactly one of the properties is set.</summary>
public sealed record HandlerPlan
{
    /// <summary>A program and its arguments, to be run inside the running container; its exit code 0 is success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Exec { get; init; }

    /// <summary>A request whose answer decides.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpGetPlan? HttpGet { get; init; }

    /// <summary>A connection that has to come about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TcpSocketPlan? TcpSocket { get; init; }

    /// <summary>A health check of gRPC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GrpcPlan? Grpc { get; init; }

    /// <summary>A pause in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SleepSeconds { get; init; }
}

/// <summary>A request by HTTP or HTTPS; a certificate is not checked. Status codes from 200 to 399 are success.</summary>
/// <param name="Url">An absolute URL.</param>
/// <param name="Headers">Headers in their order; <c>Host</c> among them replaces the URL's.</param>
public sealed record HttpGetPlan(string Url, IReadOnlyList<HttpHeader> Headers);

/// <summary>A header of a request. The value may be a secret: it is not part of the text of this record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record HttpHeader(string Name, string Value)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

/// <summary>A connection by TCP.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record TcpSocketPlan(string Host, int Port);

/// <summary>A call of <c>grpc.health.v1.Health/Check</c> without TLS; <c>SERVING</c> is success.</summary>
/// <param name="Port">1 to 65535 on the machine itself.</param>
/// <param name="Service">The service asked about; empty for the server.</param>
public sealed record GrpcPlan(int Port, string Service);
