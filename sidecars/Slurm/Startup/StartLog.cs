using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Startup;

/// <summary>What an admin wants to read first in the log.</summary>
internal static partial class StartLog
{
    public static void Write(WebApplication app, SlurmOptions options, string configPath, IReadOnlyList<string> warnings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Start");
        foreach (var warning in warnings)
            Warning(logger, warning);
        Started(logger, configPath, app.Services.GetRequiredService<IScheduler>().Name, options.DataRootFolder);
        if (options.Host.Listen.UnixSocket is null)
            Address(logger, options.Host.Listen.Address, options.Host.Listen.Port);
        if (options.Runtime == ContainerRuntime.Host)
            NoContainers(logger);
    }

    [LoggerMessage(2801, LogLevel.Warning, "{Warning}")]
    private static partial void Warning(ILogger logger, string warning);

    [LoggerMessage(2802, LogLevel.Information, "configuration {Path}, scheduler {Scheduler}, job folders in {Root}")]
    private static partial void Started(ILogger logger, string path, string scheduler, string root);

    [LoggerMessage(
        2803,
        LogLevel.Information,
        "only {Address}:{Port} is listened on; the Go plugin listens on every address: set ListenAddress")]
    private static partial void Address(ILogger logger, string address, int port);

    [LoggerMessage(
        2804,
        LogLevel.Warning,
        "ContainerRuntime is host: pods are plain processes of this user, without image and isolation; for trials")]
    private static partial void NoContainers(ILogger logger);
}
