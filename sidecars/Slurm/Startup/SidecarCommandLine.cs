using System.CommandLine;
using Interlink.Slurm.Commands;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Executing;

namespace Interlink.Slurm.Startup;

/// <summary>The command line: the Go plugin's flags, with one dash or two, and the commands for people.</summary>
internal static class SidecarCommandLine
{
    public static Task<int> InvokeAsync(string[] args)
    {
        var config = new Option<string?>("--SlurmConfigpath", "-SlurmConfigpath") { Description = "Path of SlurmConfig.yaml.", Recursive = true };
        var verbose = new Option<bool>("--verbose", "-verbose") { Description = "Log details too." };
        var errorsOnly = new Option<bool>("--errorsonly", "-errorsonly") { Description = "Log nothing but errors." };
        var check = new Option<bool>("--check-config") { Description = "Say what the configuration amounts to, and start nothing." };
        var root = new RootCommand("Runs Kubernetes pods as Slurm jobs, or on this machine.") { config, verbose, errorsOnly, check, Jobs(config), Exec(config) };
        root.SetAction((parsed, cancellationToken) =>
        {
            var overrides = new CommandLineOverrides(parsed.GetValue(verbose), parsed.GetValue(errorsOnly));
            return parsed.GetValue(check)
                ? Task.FromResult(CheckConfig.Run(parsed.GetValue(config), overrides, Console.Out))
                : Sidecar.RunAsync(parsed.GetValue(config), overrides);
        });
        // The host ends the program in its own order on SIGTERM.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static Command Jobs(Option<string?> config)
    {
        var format = new Option<string>("--output", "-o") { Description = "wide or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "wide", "json");
        var jobs = new Command("jobs", "Lists pods and their jobs, whether the sidecar runs or not.") { format };
        jobs.SetAction((parsed, cancellationToken) => JobsCommand.RunAsync(
            parsed.GetValue(config),
            parsed.GetValue(format) switch
            {
                "wide" => JobsFormat.Wide,
                "json" => JobsFormat.Json,
                _ => JobsFormat.Table,
            },
            Console.Out,
            Console.Error,
            cancellationToken));
        return jobs;
    }

    private static Command Exec(Option<string?> config)
    {
        var pod = new Argument<string>("NAMESPACE/POD") { Description = "The pod, by its name or its UID; without a namespace it is one of default." };
        var words = new Argument<string[]>("WORDS") { Description = "The program and its arguments, after --.", Arity = ArgumentArity.OneOrMore };
        var container = new Option<string?>("--container", "-c") { Description = "The container; the pod's first without it." };
        var input = new Option<bool>("--stdin", "-i") { Description = "The program reads the standard input." };
        var terminal = new Option<bool>("--tty", "-t") { Description = "The program gets a terminal." };
        var exec = new Command("exec", "Runs a program inside a running container, on the machine where it runs.") { pod, words, container, input, terminal };
        exec.SetAction(parsed => ExecCommand.Run(
            parsed.GetValue(config),
            parsed.GetRequiredValue(pod),
            parsed.GetValue(container),
            new ExecRequest(parsed.GetValue(input), parsed.GetValue(terminal), parsed.GetRequiredValue(words)),
            Console.Error));
        return exec;
    }
}
