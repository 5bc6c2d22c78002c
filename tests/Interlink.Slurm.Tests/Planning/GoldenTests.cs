using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

/// <summary>
/// Requests as a Go peer sends them, and ours, against the job they make. <c>UPDATE_GOLDEN=1</c> writes the expectations anew.
/// </summary>
public class GoldenTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "plain", "sharedfs-true/01-plain", "go" },
        { "args-only", "sharedfs-true/02-args-only", "go" },
        { "config-map", "sharedfs-true/04-configmap", "go" },
        { "secret", "sharedfs-true/05-secret", "go" },
        { "empty-dir", "sharedfs-true/07-emptydir", "go" },
        { "host-path", "sharedfs-true/08-hostpath", "go" },
        { "probes", "sharedfs-true/10-probes", "go" },
        { "mesh", "sharedfs-true/14-mesh-heredoc", "go" },
        { "images", "sharedfs-true/17-images", "go" },
        { "no-resources", "sharedfs-true/19-no-resources", "go" },
        { "no-resources-legacy", "sharedfs-true/19-no-resources", "legacy" },
        { "host-path-without-type", "sharedfs-true-bad/e07-hostpath-empty-type", "go" },
        { "config-map-without-mode", "sharedfs-true-bad/e09-configmap-no-defaultmode", "go" },
        { "projected-missing", "sharedfs-true-bad/e12-projected-missing", "go" },
        { "flavor-default", "config/c01-flavor-default", "flavors" },
        { "flavor-annotation", "config/c02-flavor-annotation", "flavors" },
        { "flavor-unknown", "config/c03-flavor-unknown-annotation", "flavors" },
        { "flavor-gpu", "config/c04-flavor-gpu-autodetect-2", "flavors" },
        { "tsocks", "config/c08-tsocks-commandprefix", "tsocks" },
        { "export-pod-data-false", "config/c11-exportpoddata-false", "no-export" },
        { "annotations", "own/annotations", "go" },
        { "everything", "own/everything", "flavors" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pods_job_is_as_recorded(string name, string request, string configuration)
    {
        string file = TestFile("wire", "create", request, "request.json");
        var parsed = CreateRequest.Parse(JsonNode.Parse(File.ReadAllText(file)));
        string folder = $"/jobs/{parsed.Pod.Namespace}-{parsed.Pod.Uid}";
        var plan = new PodPlanner(Options(configuration)).Plan(parsed, folder, "/jobs/.bin/podlet-1.0.0");
        Compare(name, JobFolderFiles.BatchScript, plan.BatchScript);
        Compare(name, JobFolderFiles.Prefix, plan.Prefix);
        Compare(name, JobFolderFiles.Plan, Encoding.UTF8.GetString(PlanJson.Write(plan.Pod)));
        Compare(name, "files.list", Listing(plan));
    }

    private static SlurmOptions Options(string configuration)
    {
        string file = TestFile("config", "slurm", configuration + ".yaml");
        var load = SlurmOptionsLoader.Load(file, NoVariables, new CommandLineOverrides());
        Assert.Empty(load.Problems);
        return load.Options!;
    }

    private static string Listing(JobPlan plan)
    {
        var text = new StringBuilder();
        foreach (var folder in plan.Folders)
            text.Append($"{Convert.ToString((int)folder.Mode, 8)} {folder.RelativePath}/\n");
        foreach (var file in plan.Files)
            text.Append($"{Convert.ToString((int)file.Mode, 8)} {file.RelativePath} {file.Content.Length}\n");
        foreach (var check in plan.HostPaths)
            text.Append($"host {check.Path} {check.Type} {check.Volume}\n");
        foreach (string warning in plan.Warnings)
            text.Append($"warning: {warning}\n");
        return text.Append($"cpus {plan.Pod.Resources.Cpus} memory {plan.Pod.Resources.MemoryBytes} user {plan.RunAsUser}\n").ToString();
    }

    private static void Compare(string name, string file, string? actual)
    {
        string path = TestFile("golden", name, file);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(path);
            if (actual is not null)
                File.WriteAllText(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : null, actual);
    }

    internal static string TestFile(params string[] parts) => Path.Combine([Root() ?? throw new InvalidOperationException(
        "tests/data is not found: run the tests from the checkout."), .. parts]);

    // The build's output may be anywhere; the source knows where it is.
    private static string? Root([CallerFilePath] string source = "") =>
        new[] { AppContext.BaseDirectory, source, Environment.CurrentDirectory }
            .SelectMany(Ancestors)
            .Select(folder => Path.Combine(folder, "tests", "data"))
            .FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Ancestors(string path)
    {
        for (string? folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }
}
