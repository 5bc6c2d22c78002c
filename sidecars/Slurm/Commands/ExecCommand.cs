using Interlink.Hosting.Pods;
using Interlink.Processes;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Executing;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Startup;

namespace Interlink.Slurm.Commands;

/// <summary>
/// <c>slurm-sidecar exec</c>: a program inside a running container, as <c>kubectl exec</c> does it. It needs no running sidecar, and becomes
/// srun or podlet: input, terminal, signals and exit code are theirs.
/// </summary>
internal static class ExecCommand
{
    private const int Unusable = 2;
    private const int CannotExecute = 126;
    private const string DefaultNamespace = "default";

    /// <summary>Returns only when the program cannot be started.</summary>
    /// <returns>2 when the configuration cannot be used, else 126.</returns>
    public static int Run(string? configPath, string pod, string? container, ExecRequest request, TextWriter errors)
    {
        var load = SlurmOptionsLoader.Load(ConfigPath.Find(configPath), EnvironmentVariables.Read(), new CommandLineOverrides());
        if (load.Options is not { } options)
        {
            foreach (var problem in load.Problems)
                errors.WriteLine($"slurm-sidecar: {problem}");
            return Unusable;
        }

        try
        {
            var parts = pod.Split('/', 2);
            var target = new ExecTargets(new JobFolders(options.DataRootFolder))
                .Find(parts.Length == 2 ? parts[0] : DefaultNamespace, parts[^1], container);
            if (container is null && target.Others.Count > 0)
                errors.WriteLine($"slurm-sidecar: the container is {target.Container}; -c names another one: {string.Join(", ", target.Others)}.");
            errors.Flush();
            var words = SchedulerChoice.UsesSlurm(options)
                ? ExecCommandLine.InJob(options.Srun, target, request, fromTerminal: !Console.IsInputRedirected)
                : ExecCommandLine.Here(target, request);
            throw ProcessReplacement.Become(words[0], [.. words.Skip(1)]);
        }
        catch (CommandStartException failure)
        {
            errors.WriteLine($"slurm-sidecar: {failure.Message} {(SchedulerChoice.UsesSlurm(options) ? "SrunPath says where srun is." : "")}".TrimEnd());
        }
        catch (Exception failure) when (failure is PodRequestException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"slurm-sidecar: {failure.Message}");
        }

        return CannotExecute;
    }
}
