using Interlink.Planning;
using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Protocol.Pods;
using Interlink.Yaml;

namespace Interlink.Podlet.Manifests;

/// <summary><c>podlet run --pod</c>: runs a Kubernetes manifest on this machine, in the foreground.</summary>
internal static class RunPodCommand
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static int Run(RunPodOptions options, TimeProvider time)
    {
        SignalMask.EnsureBlocked();
        string path = MakeFolder(options);
        bool keep = options.Keep;
        try
        {
            ManifestPlan plan = Plan(options, path);
            foreach (string warning in plan.Warnings)
                StandardError.Say("warning: " + warning);
            PodFolderWriter.Write(path, plan);
            return new Foreground(new JobFolder(path), plan.Pod, time).Run();
        }
        finally
        {
            Leave(path, keep);
        }
    }

    private static ManifestPlan Plan(RunPodOptions options, string folder)
    {
        bool isInput = options.File == "-";
        string source = isInput ? "standard input" : options.File;
        try
        {
            Manifest manifest = Manifest.Read(File.ReadAllText(isInput ? "/dev/stdin" : options.File), source);
            return new ManifestPlanner(folder, LocalRuntime.Find(options.Runtime), Memory(), LibC.UserId()).Plan(manifest);
        }
        catch (Exception wrong) when (wrong is PlanningException or PodFormatException or YamlFormatException)
        {
            throw new PodletException(ExitCodes.BadPlan, $"{source} cannot be run: {wrong.Message}");
        }
    }

    private static string MakeFolder(RunPodOptions options)
    {
        if (options.Folder is { } named && Path.Exists(named))
            throw new PodletException(ExitCodes.Usage, $"{named} is there already: name a folder that is not.");
        string root = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } own && Directory.Exists(own) ? own : "/tmp";
        string path = Path.GetFullPath(options.Folder ?? Path.Combine(root, "podlet-" + Guid.NewGuid().ToString("N")[..12]));
        Directory.CreateDirectory(path, Private);
        return path;
    }

    private static void Leave(string path, bool keep)
    {
        if (keep)
        {
            StandardError.Say($"the pod's folder is {path}.");
            return;
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"{path} is left: {failed.Message}");
        }
    }

    private static long? Memory()
    {
        const string Total = "MemTotal:";
        string? line = File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(Total, StringComparison.Ordinal));
        string? number = line?[Total.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(number, out long kilobytes) ? kilobytes * 1024 : null;
    }
}
