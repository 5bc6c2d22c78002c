using System.Text;
using Interlink.Processes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Ping;

/// <summary>The admin's own program that prints what the node offers (<c>ResourceScriptPath</c>), as JSON of a ping's answer.</summary>
internal sealed class ResourceScript(SlurmOptions options, CommandRunner runner)
{
    /// <exception cref="SchedulerUnavailableException">The program failed, or printed something else.</exception>
    public async Task<PingAnswer> RunAsync(CancellationToken cancellationToken)
    {
        var words = options.ResourceScript;
        try
        {
            var command = new Command { Executable = words[0], Arguments = [.. words.Skip(1)], Timeout = options.CommandTimeout };
            var result = await runner.RunAsync(command, cancellationToken);
            if (result.TimedOut)
                throw Failed("did not end in time");
            if (result.ExitCode != 0)
                throw Failed($"ended with code {result.ExitCode}: {SlurmCommands.OneLine(result.StandardError)}");
            return PingAnswer.Parse(Encoding.UTF8.GetBytes(result.StandardOutput));
        }
        catch (CommandStartException failure)
        {
            throw Failed(failure.Message);
        }
        catch (PodFormatException failure)
        {
            throw Failed($"printed no answer to a ping: {failure.Message}");
        }
    }

    private SchedulerUnavailableException Failed(string what) => new($"ResourceScriptPath {options.ResourceScript[0]} {what}");
}
