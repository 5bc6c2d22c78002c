using Interlink.Protocol.Pods;

namespace Interlink.Planning;

/// <summary>How long a pod may run, and how long its end may take.</summary>
internal static class PodTimes
{
    private const int DefaultGracePeriodSeconds = 30;

    /// <summary>Seconds between SIGTERM and SIGKILL; Kubernetes' default is 30.</summary>
    public static int GracePeriodSeconds(PodView pod) => pod.TerminationGracePeriodSeconds switch
    {
        < 0 => throw Reject.Invalid("The pod's terminationGracePeriodSeconds is negative: use 0 or more."),
        { } given => given,
        null => DefaultGracePeriodSeconds,
    };

    /// <summary>Seconds the pod may run; null for no limit.</summary>
    public static long? DeadlineSeconds(PodView pod) => pod.ActiveDeadlineSeconds is <= 0
        ? throw Reject.Invalid("The pod's activeDeadlineSeconds must be at least 1.")
        : pod.ActiveDeadlineSeconds;
}
