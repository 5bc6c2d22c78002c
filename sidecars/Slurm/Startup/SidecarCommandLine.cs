using System.CommandLine;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Startup;

/// <summary>The command line: the Go plugin's flags, with one dash or two.</summary>
internal static class SidecarCommandLine
{
    public static Task<int> InvokeAsync(string[] args)
    {
        var config = new Option<string?>("--SlurmConfigpath", "-SlurmConfigpath") { Description = "Path of SlurmConfig.yaml." };
        var verbose = new Option<bool>("--verbose", "-verbose") { Description = "Log details too." };
        var errorsOnly = new Option<bool>("--errorsonly", "-errorsonly") { Description = "Log nothing but errors." };
        var root = new RootCommand("Runs Kubernetes pods as Slurm jobs, or on this machine.") { config, verbose, errorsOnly };
        root.SetAction((parsed, cancellationToken) => Sidecar.RunAsync(
            parsed.GetValue(config),
            new CommandLineOverrides(parsed.GetValue(verbose), parsed.GetValue(errorsOnly))));
        // The host ends the program in its own order on SIGTERM.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
