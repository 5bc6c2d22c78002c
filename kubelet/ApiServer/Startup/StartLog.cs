using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.JobScripts;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Startup;

/// <summary>What an administrator wants to read first in the log; makes the parts whose files may be wrong before anybody can call.</summary>
internal static partial class StartLog
{
    public static void Write(WebApplication app, ApiServerOptions options, string path, IReadOnlyList<string> warnings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Start");
        foreach (var warning in warnings)
        {
            Warning(logger, warning);
        }

        Configured(logger, path);
        foreach (var sidecar in app.Services.GetRequiredService<SidecarFleet>().Sidecars)
        {
            Sidecar(logger, sidecar.Name, sidecar.Client.Address);
        }

        _ = app.Services.GetRequiredService<JobScriptSource>();
        _ = app.Services.GetRequiredService<StatusMetrics>();
        if (options.JobScripts.Hosts.Count > 0)
        {
            Builders(logger, string.Join(", ", options.JobScripts.Hosts.Select(host => $"{host.Scheme}://{host.Host}:{host.Port}")));
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void Warning(ILogger logger, string warning);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "configuration {Path}")]
    private static partial void Configured(ILogger logger, string path);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "the sidecar {Name} is {Address}")]
    private static partial void Sidecar(ILogger logger, string name, SidecarAddress address);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "pods and their secrets may be shown to the script builders {Hosts}")]
    private static partial void Builders(ILogger logger, string hosts);
}
