using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Startup;

/// <summary>Starts the sidecar and runs it to its end.</summary>
internal static class Sidecar
{
    private const int BadConfiguration = 2;

    /// <returns>The program's exit code: 0 after an ordered end, 2 for a configuration that cannot be used, 1 for anything else.</returns>
    public static async Task<int> RunAsync(string? configPath, CommandLineOverrides overrides)
    {
        var path = ConfigPath.Find(configPath);
        var load = SlurmOptionsLoader.Load(path, EnvironmentVariables.Read(), overrides);
        if (load.Options is not { } read)
            return Refuse(load.Problems);
        var options = SchedulerChoice.Settle(read);
        var folders = new JobFolders(options.DataRootFolder);
        PodletProgram podlet;
        try
        {
            folders.Prepare();
            podlet = PodletProgram.Install(folders, options.PodletPath, ProgramVersion.Text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refuse([$"DataRootFolder {options.DataRootFolder} cannot be used: {failure.Message}"]);
        }
        var identity = new ProgramIdentity("slurm-sidecar", ProgramVersion.Text, "Plugin");
        var builder = InterlinkHost.CreateBuilder(identity, options.Host);
        SlurmServices.Add(builder.Services, options, folders, podlet);
        await using var app = builder.Build();
        StartLog.Write(app, options, path, load.Warnings);
        app.MapPodEndpoints();
        app.MapOperationEndpoints();
        SystemInfo.Map(app);
        return await app.RunToExitCodeAsync();
    }

    private static int Refuse(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine($"slurm-sidecar: {problem}");
        return BadConfiguration;
    }
}
