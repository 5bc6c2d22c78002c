using System.Diagnostics;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Hosting.Telemetry;

/// <summary>The span of one call with interLink's attributes. While nobody listens there is no span and next to no cost.</summary>
public readonly struct CallSpan : IDisposable
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Interlink.Hosting";

    private static readonly ActivitySource Source = new(SourceName);
    private readonly Activity? _activity;
    private readonly TimeProvider _time;

    private CallSpan(Activity? activity, TimeProvider time)
    {
        _activity = activity;
        _time = time;
    }

    /// <summary>Starts a span below the caller's, if the request says which that is (W3C <c>traceparent</c>).</summary>
    internal static CallSpan Start(HttpContext context, string name)
    {
        if (!Source.HasListeners())
        {
            return default;
        }

        var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var headers = context.Request.Headers;
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        var activity = Source.StartActivity(name, ActivityKind.Server, parent);
        activity?.SetTag("start.timestamp", Microseconds(time.GetUtcNow()));
        return new CallSpan(activity, time);
    }

    /// <summary>Names the pod the call is about.</summary>
    /// <param name="activity">The call's span; null when nobody listens.</param>
    /// <param name="pod">The pod.</param>
    public static void Describe(Activity? activity, PodView pod)
    {
        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, pod.Name, pod.Namespace, pod.Uid);
        }
    }

    /// <summary>Names the pod, if there is one, else says how many there are.</summary>
    /// <param name="activity">The call's span; null when nobody listens.</param>
    /// <param name="pods">The pods.</param>
    public static void Describe(Activity? activity, IReadOnlyList<PodView> pods)
    {
        if (pods.Count == 1)
        {
            Describe(activity, pods[0]);
        }

        activity?.SetTag("pod.count", pods.Count);
    }

    /// <summary>Names the pod whose log is asked for.</summary>
    /// <param name="activity">The call's span; null when nobody listens.</param>
    /// <param name="request">The question.</param>
    public static void Describe(Activity? activity, LogRequest request)
    {
        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, request.PodName, request.Namespace, request.PodUID);
            activity.SetTag("container.name", request.ContainerName);
        }
    }

    /// <summary>Says how the call ended.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="problem">What went wrong; null when nothing did.</param>
    internal void End(int status, string? problem)
    {
        if (_activity is null)
        {
            return;
        }

        _activity.SetTag("end.timestamp", Microseconds(_time.GetUtcNow()));
        _activity.SetTag("duration", (long)(_time.GetUtcNow() - _activity.StartTimeUtc).TotalMicroseconds);
        _activity.SetTag("exit.code", status);
        _activity.SetStatus(problem is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, problem);
    }

    /// <inheritdoc/>
    public void Dispose() => _activity?.Dispose();

    private static void Describe(Activity activity, string name, string space, string uid)
    {
        activity.SetTag("pod.name", name);
        activity.SetTag("pod.namespace", space);
        activity.SetTag("pod.uid", uid);
    }

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
