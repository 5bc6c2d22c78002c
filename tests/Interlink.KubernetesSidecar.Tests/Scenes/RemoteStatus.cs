namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>What a kubelet of the remote cluster says of <see cref="LocalPod"/>.</summary>
internal static class RemoteStatus
{
    public const string Running = """
        {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 0, "image": "busybox", "imageID": "x",
         "state": {"running": {"startedAt": "2026-01-02T03:04:05Z"}}}]}
        """;

    /// <summary>Its exit code is 3.</summary>
    public const string Failed = """
        {"phase": "Failed", "containerStatuses": [{"name": "main", "ready": false, "restartCount": 0, "image": "busybox", "imageID": "x",
         "state": {"terminated": {"exitCode": 3, "reason": "Error"}}}]}
        """;
}
