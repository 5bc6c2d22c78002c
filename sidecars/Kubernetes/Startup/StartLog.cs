using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.State;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Startup;

/// <summary>What an admin wants to read first in the log.</summary>
internal static partial class StartLog
{
    public static void Write(
        ILoggerFactory loggers, RemoteCluster cluster, SidecarOptions options, StateFolder state, IReadOnlyList<string> warnings)
    {
        var logger = loggers.CreateLogger("Start");
        foreach (var warning in warnings)
            Warning(logger, warning);
        Started(logger, cluster.Server, state.Instance, options.StateFolder);
    }

    [LoggerMessage(3601, LogLevel.Warning, "{Warning}")]
    private static partial void Warning(ILogger logger, string warning);

    [LoggerMessage(3602, LogLevel.Information, "pods go to {Server} as those of the sidecar {Instance}, state in {Folder}")]
    private static partial void Started(ILogger logger, Uri server, string instance, string folder);
}
