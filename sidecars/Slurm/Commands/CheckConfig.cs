using Interlink.Slurm.Configuration;
using Interlink.Slurm.Startup;

namespace Interlink.Slurm.Commands;

/// <summary><c>--check-config</c>: says what the configuration amounts to, and starts nothing.</summary>
internal static class CheckConfig
{
    private const int Unusable = 2;

    /// <returns>0 when the program would start with it, 2 when not.</returns>
    public static int Run(string? configPath, CommandLineOverrides overrides, TextWriter output)
    {
        var path = ConfigPath.Find(configPath);
        var environment = EnvironmentVariables.Read();
        var load = SlurmOptionsLoader.Load(path, environment, overrides);
        foreach (var problem in load.Problems)
            output.WriteLine($"problem: {problem}");
        foreach (var warning in load.Warnings)
            output.WriteLine($"warning: {warning}");
        if (load.Options is not { } options)
        {
            output.WriteLine($"{path} cannot be used.");
            return Unusable;
        }

        var table = new TextTable("KEY", "VALUE", "FROM");
        foreach (var (key, value, from) in ConfigExplanation.Of(load, environment))
            table.Add(key, value.Length == 0 ? "-" : value, from);
        table.Write(output);
        output.WriteLine();
        output.WriteLine(SchedulerChoice.UsesSlurm(options)
            ? $"Jobs go to Slurm by {string.Join(' ', options.Sbatch)}."
            : "Jobs run on this machine under the embedded scheduler.");
        output.WriteLine($"{path} can be used.");
        return 0;
    }
}
