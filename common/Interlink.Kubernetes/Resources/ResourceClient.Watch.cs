using System.Runtime.CompilerServices;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Resources;

public sealed partial class ResourceClient
{
    /// <summary>
    /// One watch: what happens, until the server ends it, which it does after some minutes; go on from the last event's resource version.
    /// An informer does all that.
    /// </summary>
    /// <exception cref="KubernetesException">
    /// The watch could not begin or broke off; <see cref="KubernetesException.IsExpired"/> asks for a list before another one.
    /// </exception>
    public IAsyncEnumerable<WatchEvent> WatchAsync(WatchOptions options, CancellationToken cancellationToken) =>
        WatchAsync(options, null, cancellationToken);

    /// <inheritdoc cref="WatchAsync(WatchOptions, CancellationToken)"/>
    /// <param name="options">What it is about.</param>
    /// <param name="begun">Is called when the server has taken the watch up, which may be long before the first event.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    internal async IAsyncEnumerable<WatchEvent> WatchAsync(
        WatchOptions options, Action? begun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KubernetesOptions limits = _transport.Options;
        QueryText query = new QueryText()
            .Add("watch", true)
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("resourceVersion", options.ResourceVersion)
            .Add("allowWatchBookmarks", options.Bookmarks)
            .Add("timeoutSeconds", (long)Math.Max(limits.WatchTimeout.TotalSeconds, 1));
        ApiRequest request = Request(HttpMethod.Get, "watch", null, null, query) with
        {
            IsStream = true,
            HeaderTimeout = limits.ConnectTimeout,
        };

        using HttpResponseMessage answer = await _transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        begun?.Invoke();
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan silence = options.Bookmarks ? limits.WatchSilence : limits.WatchTimeout + limits.WatchSilence;
        var events = new WatchBody(request, _transport.Access.Server, silence, _transport.Time);
        await foreach (WatchEvent told in events.ReadAsync(body, cancellationToken).ConfigureAwait(false))
        {
            yield return told;
        }
    }
}
