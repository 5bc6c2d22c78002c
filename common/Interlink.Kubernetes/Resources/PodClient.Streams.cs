using System.Net.WebSockets;
using Interlink.Kubernetes.Streams;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

public sealed partial class PodClient
{
    /// <summary>
    /// Runs a command in a container. It is not sent again when its connection breaks: whether it has run is not known then.
    /// </summary>
    /// <exception cref="KubernetesException">There is no such pod or container, or it does not run.</exception>
    public Task<ContainerStreams> ExecAsync(
        string pod, IReadOnlyList<string> command, CommandOptions? options, CancellationToken cancellationToken)
    {
        if (command.Count == 0)
        {
            throw new ArgumentException("A command needs a program at least.", nameof(command));
        }

        return StreamsAsync(pod, "exec", $"run '{command[0]}' in {_pods.Shown(pod)}", command, options, cancellationToken);
    }

    /// <summary>Joins the output, and the input if it has one, of the program that a container runs.</summary>
    /// <exception cref="KubernetesException">There is no such pod or container, or it does not run.</exception>
    public Task<ContainerStreams> AttachAsync(string pod, CommandOptions? options, CancellationToken cancellationToken) =>
        StreamsAsync(pod, "attach", $"attach to {_pods.Shown(pod)}", [], options, cancellationToken);

    /// <summary>Opens one connection to a port of a pod. A port nobody listens on is told by the first read.</summary>
    /// <exception cref="KubernetesException">There is no such pod, or it does not run.</exception>
    public async Task<PortStream> ForwardAsync(string pod, int port, CancellationToken cancellationToken)
    {
        QueryText query = new QueryText().Add("ports", port);
        var request = new ApiRequest(HttpMethod.Get, _pods.PathOf(pod, "portforward") + query, $"reach port {port} of {_pods.Shown(pod)}");
        WebSocket socket = await Upgrade.OpenAsync(_transport, request, PortStream.Protocols, cancellationToken).ConfigureAwait(false);
        return new PortStream(socket, request, _transport.Access.Server);
    }

    private async Task<ContainerStreams> StreamsAsync(
        string pod, string subresource, string doing, IEnumerable<string> command, CommandOptions? options, CancellationToken cancellationToken)
    {
        string path = _pods.PathOf(pod, subresource) + (options ?? new()).Query(command);
        var request = new ApiRequest(HttpMethod.Get, path, doing) { IsRepeatable = false };
        WebSocket socket = await Upgrade.OpenAsync(_transport, request, ContainerStreams.Protocols, cancellationToken).ConfigureAwait(false);
        return new ContainerStreams(socket, request, _transport.Access.Server);
    }
}
