namespace Interlink.Hosting.Tests.Hosts;

/// <summary>Requests as a Go peer writes them.</summary>
internal static class TestPods
{
    public const string Uid = "a00003e9-1111-4222-8333-0000000003e9";

    public const string Pod =
        $$$"""
        {"metadata":{"name":"web","namespace":"shop","uid":"{{{Uid}}}","creationTimestamp":null},
         "spec":{"containers":[{"name":"main","image":"busybox"}]},"status":{}}
        """;

    public const string Create =
        $$$"""
        {"pod":{{{Pod}}},
         "container":[{"name":"main","configMaps":null,"projectedvolumemaps":null,"secrets":null,"emptyDirs":null}],
         "jobConfig":{}}
        """;

    public static string Logs(bool follow = false, string uid = Uid) =>
        $$$"""
        {"Namespace":"shop","PodUID":"{{{uid}}}","PodName":"web","ContainerName":"main",
         "Opts":{"Tail":0,"Bytes":0,"Timestamps":false,"Follow":{{{(follow ? "true" : "false")}}},
                 "Previous":false,"SinceSeconds":0,"SinceTime":"0001-01-01T00:00:00Z"}}
        """;
}
