using System.Reflection;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What this machine offers to the tests.</summary>
internal static class Machine
{
    public static string Repository { get; } = typeof(Machine).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    public static string Binaries { get; } = Variable("INTERLINK_BIN") ?? Path.Combine(Repository, "artifacts", "static");

    public static string Sidecar { get; } = Path.Combine(Binaries, "slurm-sidecar");

    public static string ApiServer { get; } = Path.Combine(Binaries, "interlink");

    public static string Podlet { get; } = Path.Combine(Binaries, "podlet");

    /// <summary>A folder that is a container image: busybox and little else.</summary>
    public static string Image { get; } = Path.Combine(Variable("INTERLINK_TEST_IMAGE") ?? "/nonexistent", "busybox");

    /// <summary>The root file system of a Debian release; null when there is none.</summary>
    public static string? DebianRoot(string suite) =>
        Variable("INTERLINK_DEBIAN_ROOTS") is { } folder && Directory.Exists(Path.Combine(folder, suite)) ? Path.Combine(folder, suite) : null;

    public static string? SlurmConfiguration { get; } = Variable("SLURM_CONF");

    /// <summary>slurm.conf of a Slurm with accounting.</summary>
    public static string? AccountingConfiguration { get; } = Variable("INTERLINK_ACCOUNTING_CONF");

    public static string? Apptainer { get; } = OnPath("apptainer") ?? OnPath("singularity");

    public static bool IsRoot { get; } = Environment.UserName == "root";

    /// <summary>The absolute path of a program; null when it is not on PATH.</summary>
    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':')
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
