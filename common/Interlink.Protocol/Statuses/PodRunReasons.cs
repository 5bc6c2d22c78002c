namespace Interlink.Protocol.Statuses;

/// <summary>Values of <see cref="PodRunStatus.Reason"/> that its readers act on.</summary>
public static class PodRunReasons
{
    /// <summary>podlet was told by a signal to end the pod; why, the scheduler knows.</summary>
    public const string Stopped = "Stopped";
}
