using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Kubernetes.Access;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.KubernetesSidecar.Startup;

/// <summary>Starts the sidecar and runs it to its end.</summary>
internal static class Sidecar
{
    private const int BadConfiguration = 2;

    /// <returns>The program's exit code: 0 after an ordered end, 2 for a configuration that cannot be used, 1 for anything else.</returns>
    public static async Task<int> RunAsync(string? configPath, bool checkOnly)
    {
        var load = SidecarOptionsLoader.Load(configPath, ProgramEnvironment.Variables(), ProgramEnvironment.IsPod);
        if (load.Options is not { } options)
            return Refuse(load.Problems);
        StateFolder state;
        try
        {
            // A kubeconfig that cannot be used is told now, and read for good once there is a log.
            RemoteCluster.Open(options, ProgramVersion.Text, NullLogger.Instance).Dispose();
            if (checkOnly)
                return Approve(load.Warnings);
            state = StateFolder.Open(options.StateFolder, options.Instance);
        }
        catch (KubeConfigException failure)
        {
            return Refuse([failure.Message]);
        }
        catch (IOException failure)
        {
            return Refuse([$"app.state_folder {options.StateFolder} cannot be used: {failure.Message}"]);
        }
        var identity = new ProgramIdentity("kubernetes-sidecar", ProgramVersion.Text, "Plugin");
        var builder = InterlinkHost.CreateBuilder(identity, options.Host);
        SidecarServices.Add(builder.Services, options, state);
        await using var app = builder.Build();
        StartLog.Write(app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetRequiredService<RemoteCluster>(), options, state, load.Warnings);
        app.MapPodEndpoints();
        app.MapOperationEndpoints();
        return await app.RunToExitCodeAsync();
    }

    private static int Refuse(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine($"kubernetes-sidecar: {problem}");
        return BadConfiguration;
    }

    private static int Approve(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            Console.Out.WriteLine($"warning: {warning}");
        Console.Out.WriteLine("The configuration can be used.");
        return 0;
    }
}
