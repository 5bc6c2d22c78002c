using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

/// <summary>What can be done with a pod beyond reading and writing it.</summary>
public sealed partial class PodClient
{
    private readonly ApiTransport _transport;
    private readonly ResourceClient _pods;

    internal PodClient(ApiTransport transport, string space)
    {
        _transport = transport;
        _pods = new ResourceClient(transport, ResourceTypes.Pods, space);
    }

    /// <summary>
    /// The output of a container. The stream ends with the log or, when it is followed, with the container; disposing it hangs up. A log that
    /// is followed may say nothing for long.
    /// </summary>
    /// <exception cref="KubernetesException">There is no such pod or container, or its node does not answer.</exception>
    public async Task<Stream> LogAsync(string pod, LogOptions options, CancellationToken cancellationToken)
    {
        string of = options.Container is { } container ? $" ({container})" : "";
        var request = new ApiRequest(HttpMethod.Get, _pods.PathOf(pod, "log") + options.Query(), $"read the log of {_pods.Shown(pod)}{of}")
        {
            IsStream = true,
            Accept = "*/*",
            HeaderTimeout = options.Follow ? null : _transport.Options.CallTimeout,
        };
        HttpResponseMessage answer = await _transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Asks the pod to leave, as far as disruption budgets allow: <see cref="KubernetesException.IsTooManyRequests"/> says not now.
    /// </summary>
    public Task EvictAsync(string pod, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "policy/v1",
            ["kind"] = "Eviction",
            ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = _pods.Namespace },
        };
        if (options is not null)
        {
            body["deleteOptions"] = options.Body();
        }

        var request = new ApiRequest(HttpMethod.Post, _pods.PathOf(pod, "eviction"), $"evict {_pods.Shown(pod)}") { Patient = false };
        return _transport.AskAsync(request.With(body), JsonBody.ReadAsync, cancellationToken);
    }

    /// <summary>Puts a pod on a node, as the scheduler does; only once.</summary>
    public Task BindAsync(string pod, string node, CancellationToken cancellationToken) =>
        _pods.CreateAsync(
            pod,
            "binding",
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Binding",
                ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = _pods.Namespace },
                ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node },
            },
            cancellationToken);
}
