using System.Diagnostics;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Programs;

/// <summary>Podman with an image of the tests' own.</summary>
internal static class Podman
{
    public const string Image = "localhost/interlink-podlet-tests:1";

    // A machine that lacks CAP_SYS_RESOURCE (a container, some virtual machines) cannot raise limits, which Podman does by default.
    private static readonly string[] Options = ["--runtime", "runc", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000"];

    private static readonly Lazy<string?> MissingPart = new(Prepare);

    /// <summary>Why there is no Podman to test with; null when there is.</summary>
    public static string? Missing => MissingPart.Value;

    public static PodPlan Plan(params ContainerPlan[] containers) => Programs.Plan.Of(containers) with
    {
        Uid = Guid.NewGuid().ToString(),
        Runtime = new RuntimePlan { Kind = ContainerRuntime.Podman, Command = ["podman"], Options = Options },
    };

    public static ContainerPlan Sh(string name, string script) =>
        new() { Name = name, Image = Image, Command = ["/bin/sh", "-c"], Args = [script] };

    /// <summary>The names of all containers there are, running or not.</summary>
    public static string Names() => Run("ps", "--all", "--format", "{{.Names}}").Output;

    /// <summary>True when Podman notices that the kernel killed a container for its memory.</summary>
    public static bool TellsOutOfMemory()
    {
        string name = "interlink-oom-" + Guid.NewGuid().ToString("N");
        Run(["run", "--name", name, "--network=host", .. Options, "--memory", "64m", Image, "tail", "/dev/zero"]);
        string answer = Run("inspect", "--type", "container", "--format", "{{.State.OOMKilled}}", name).Output;
        Run("rm", "--force", name);
        return answer.StartsWith("true", StringComparison.Ordinal);
    }

    private static string? Prepare()
    {
        string? image = Environment.GetEnvironmentVariable("INTERLINK_TEST_IMAGE");
        if (image is null || !Directory.Exists(Path.Combine(image, "busybox")))
            return "needs INTERLINK_TEST_IMAGE, made by scripts/test-image";
        try
        {
            if (Run("image", "exists", Image).Code != 0)
            {
                string archive = Path.GetTempFileName();
                Shell.Run($"tar -C '{image}/busybox' -cf '{archive}' .");
                (int code, string said) = Run("import", archive, Image);
                File.Delete(archive);
                if (code != 0)
                    return $"needs a podman that takes images: {said}";
            }

            (int ran, string output) = Run(["run", "--rm", .. Options, Image, "/bin/true"]);
            return ran == 0 ? null : $"needs a podman that runs containers: {output.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "needs podman and runc";
        }
    }

    private static (int Code, string Output) Run(params string[] words)
    {
        ProcessStartInfo start = new("podman", words) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process podman = Process.Start(start)!;
        Task<string> errors = podman.StandardError.ReadToEndAsync();
        string output = podman.StandardOutput.ReadToEnd();
        podman.WaitForExit();
        return (podman.ExitCode, output + errors.Result);
    }
}
