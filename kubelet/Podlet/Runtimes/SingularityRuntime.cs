using System.Buffers;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>Command lines of Singularity and Apptainer.</summary>
internal static class SingularityRuntime
{
    /// <summary>What their shell would change in an argument or a value without <c>--no-eval</c>.</summary>
    private static readonly SearchValues<char> Evaluated = SearchValues.Create("$`\\\"");

    private const string NoEvaluation = "--no-eval";

    /// <summary>By which variables of this process become some of the container's. Each program prefers its own.</summary>
    private static readonly string[] Prefixes = ["APPTAINERENV_", "SINGULARITYENV_"];

    public static ContainerProgram ProgramOf(RuntimePlan runtime, ContainerPlan container, string? hostName = null)
    {
        List<string> words = [.. runtime.Command, container.Command.Count > 0 ? "exec" : "run"];
        words.AddRange(runtime.Options);
        if (container.WorkingDirectory is not null)
            words.AddRange(["--pwd", container.WorkingDirectory]);
        if (hostName is not null)
            words.AddRange(["--hostname", hostName]);
        foreach (MountPlan mount in container.Mounts)
            words.AddRange(SingularityMount.Words(mount));
        AddSecurity(words, container.Security);
        if (runtime.AuthFolder is { } auth)
            words.AddRange(["--authfile", auth + "/" + RegistryFiles.Config]);
        words.AddRange(container.RuntimeOptions);
        if (NeedsNoEvaluation(container) && !words.Contains(NoEvaluation))
            words.Add(NoEvaluation);
        words.Add(container.Image);
        words.AddRange(container.Command);
        words.AddRange(container.Args);
        return new ContainerProgram(words, EnvironmentOf(container), WorkingDirectory: null, SignalsGroup: false)
        {
            MarkPrefixes = LosesMarks([.. runtime.Options, .. container.RuntimeOptions]) ? Prefixes : [],
        };
    }

    // Where processes are the node's own and their environment is cleared, nothing would tell whose they are.
    private static bool LosesMarks(List<string> options) =>
        options.Exists(option => option is "--cleanenv" or "-e")
        && !options.Exists(option => option is "--containall" or "-C" or "--compat" or "--pid" or "-p");

    private static void AddSecurity(List<string> words, ContainerSecurity? security)
    {
        if (security is null)
            return;
        if (security.AddedCapabilities.Count > 0)
            words.AddRange(["--add-caps", Capabilities(security.AddedCapabilities)]);
        if (security.DroppedCapabilities.Count > 0)
            words.AddRange(["--drop-caps", Capabilities(security.DroppedCapabilities)]);
    }

    private static string Capabilities(IReadOnlyList<string> names) =>
        string.Join(',', names.Select(name => name == "ALL" ? "all" : "CAP_" + name));

    /// <summary>
    /// Both programs read the variables of either prefix. One name that is none in a shell would make them drop all
    /// the others, so such a variable goes without a prefix: it arrives unless an option such as <c>--containall</c> keeps the machine's
    /// variables out. Not so a function for bash: where the runtime is a script of bash, it would run outside of the container.
    /// </summary>
    private static List<EnvironmentVariable> EnvironmentOf(ContainerPlan container)
    {
        List<EnvironmentVariable> variables = [];
        foreach (EnvironmentVariable variable in container.Environment)
        {
            if (!IsShellName(variable.Name))
            {
                if (!ClientVariables.IsTaken(variable.Name))
                    variables.Add(variable);
                continue;
            }

            variables.AddRange(Prefixes.Select(prefix => new EnvironmentVariable(prefix + variable.Name, variable.Value)));
        }

        return variables;
    }

    private static bool IsShellName(string name) =>
        !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static bool NeedsNoEvaluation(ContainerPlan container) =>
        container.Command.Any(IsEvaluated)
        || container.Args.Any(IsEvaluated)
        || container.Environment.Any(variable => IsEvaluated(variable.Value));

    private static bool IsEvaluated(string text) => text.AsSpan().ContainsAny(Evaluated);
}
