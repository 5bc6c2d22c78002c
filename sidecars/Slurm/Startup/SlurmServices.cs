using Interlink.Hosting.Health;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Services;
using Interlink.Processes;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Ping;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Local;
using Interlink.Slurm.Scheduling.Slurm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Startup;

/// <summary>Puts the sidecar's parts together.</summary>
internal static class SlurmServices
{
    public static void Add(IServiceCollection services, SlurmOptions options, JobFolders folders, PodletProgram podlet)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(folders);
        services.AddSingleton(podlet);
        services.AddSingleton(new CommandRunner());
        services.AddSingleton<SchedulerMetrics>();
        services.AddSingleton(new PodPlanner(options));
        services.AddSingleton<PodRegistry>();
        services.AddLogger<Submitter>().AddSingleton<Submitter>();
        services.AddLogger<InterruptedSubmissions>().AddSingleton<InterruptedSubmissions>();
        services.AddLogger<Removals>().AddSingleton<Removals>();
        services.AddLogger<JobPoll>().AddSingleton<JobPoll>();
        services.AddLogger<JobMonitor>().AddSingleton<JobMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<JobMonitor>());
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<JobMonitor>());
        services.AddSingleton<PodMetrics>();
        services.AddLogger<FolderCollection>().AddSingleton<FolderCollection>();
        services.AddHostedService(provider => provider.GetRequiredService<FolderCollection>());
        services.AddSingleton<ClusterLook>();
        services.AddLogger<PodCreation>().AddSingleton<PodCreation>();
        services.AddLogger<PodDeletion>().AddSingleton<PodDeletion>();
        services.AddSingleton<PodStatusReader>();
        services.AddSingleton<PodLogs>();
        services.AddSingleton<ResourceScript>();
        services.AddSingleton<PingReader>();
        services.AddSingleton<IPodBackend, SlurmPodBackend>();
        services.AddSingleton(_ => SystemInfo.OpenApi());
        AddScheduler(services, options);
    }

    private static void AddScheduler(IServiceCollection services, SlurmOptions options)
    {
        if (SchedulerChoice.UsesSlurm(options))
        {
            services.AddLogger<SlurmCommands>().AddSingleton(provider => new SlurmCommands(
                provider.GetRequiredService<CommandRunner>(),
                options.CommandTimeout,
                provider.GetRequiredService<SchedulerMetrics>(),
                provider.GetRequiredService<ILogger<SlurmCommands>>()));
            services.AddSingleton<SlurmAccounting>();
            services.AddSingleton<IScheduler, SlurmCli>();
            return;
        }
        services.AddSingleton(MachineSize.Read());
        services.AddSingleton<LocalPodlets>();
        services.AddSingleton<IScheduler, LocalScheduler>();
    }
}
