namespace Interlink.Slurm.Tests.Planning;

/// <summary>A test that is skipped, saying so, where shellcheck is not installed.</summary>
public sealed class ShellCheckFactAttribute : FactAttribute
{
    public ShellCheckFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "shellcheck"))))
            Skip = "shellcheck is not installed.";
    }
}
