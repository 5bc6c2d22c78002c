using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Probes;

/// <summary>Plans what a probe or a hook does: ports by their numbers, URLs whole.</summary>
internal static class HandlerPlanner
{
    // A pod has the network of the machine it runs on; only there it is sure to be reached.
    private const string OwnHost = "127.0.0.1";

    /// <exception cref="PlanningException">It breaks a rule.</exception>
    public static HandlerPlan Plan(CheckPlace place, HandlerView handler)
    {
        if (handler.Actions.Count != 1)
        {
            throw place.Invalid(handler.Actions.Count == 0
                ? "does nothing: give it exec, httpGet, tcpSocket or grpc."
                : $"has more than one action ({string.Join(", ", handler.Actions)}): give it one.");
        }

        return handler.Actions[0] switch
        {
            "exec" => new HandlerPlan { Exec = Words(place, handler.ExecCommand) },
            "httpGet" => new HandlerPlan { HttpGet = HttpGet(place, handler) },
            "tcpSocket" => new HandlerPlan { TcpSocket = new TcpSocketPlan(Host(place, handler), Port(place, handler)) },
            "grpc" => new HandlerPlan { Grpc = new GrpcPlan(Port(place, handler), handler.Service) },
            _ => new HandlerPlan { SleepSeconds = Seconds(place, handler.SleepSeconds) },
        };
    }

    private static IReadOnlyList<string> Words(CheckPlace place, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            throw place.Invalid("has an exec without a command.");
        return words.Any(word => word.Contains('\0', StringComparison.Ordinal))
            ? throw place.Invalid("holds a NUL character in its command: remove it.")
            : words;
    }

    private static HttpGetPlan HttpGet(CheckPlace place, HandlerView handler)
    {
        string scheme = handler.Scheme switch
        {
            "HTTP" => "http",
            "HTTPS" => "https",
            _ => throw place.Invalid("has a scheme that is neither HTTP nor HTTPS."),
        };
        string host = Host(place, handler);
        string authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        string path = handler.Path.StartsWith('/') ? handler.Path : "/" + handler.Path;
        string url = $"{scheme}://{authority}:{Port(place, handler)}{path}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
            throw place.Invalid("has a path or host that makes no URL.");
        return new HttpGetPlan(url, [.. handler.Headers.Select(header => Header(place, header.Key, header.Value))]);
    }

    private static HttpHeader Header(CheckPlace place, string name, string value)
    {
        bool isName = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
        return isName && value.IndexOfAny(['\r', '\n', '\0']) < 0
            ? new HttpHeader(name, value)
            : throw place.Invalid("has a header whose name or value is not valid in HTTP.");
    }

    private static string Host(CheckPlace place, HandlerView handler)
    {
        string host = handler.Host ?? OwnHost;
        return Uri.CheckHostName(host) == UriHostNameType.Unknown
            ? throw place.Invalid("has a host that is neither a name nor an address.")
            : host;
    }

    private static int Port(CheckPlace place, HandlerView handler)
    {
        IntOrString port = handler.Port;
        int number = port.Text is not { } name
            ? port.Number
            : place.Container.Ports.FirstOrDefault(candidate => candidate.Name == name)?.ContainerPort
                ?? throw place.Invalid($"names the port '{name}', which the container does not have: name one of its ports.");
        return number is >= 1 and <= 65535 ? number : throw place.Invalid("has a port that is not between 1 and 65535.");
    }

    private static long Seconds(CheckPlace place, long seconds) =>
        seconds >= 0 ? seconds : throw place.Invalid("sleeps a negative number of seconds.");
}
