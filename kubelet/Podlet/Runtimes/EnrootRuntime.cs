using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>Command lines of enroot, which takes three steps to a container; <see cref="EnrootCommand"/> takes them.</summary>
internal static class EnrootRuntime
{
    private const string WritableShort = "-w";
    private const string WritableLong = "--rw";

    /// <summary>podlet once more: it brings the image and becomes <c>enroot start</c>.</summary>
    public static ContainerProgram ProgramOf(PodPlan plan, ContainerPlan container, string folder)
    {
        List<EnvironmentVariable> variables = ClientVariables.Add([], container.Environment);
        if (plan.Runtime.AuthFolder is { } auth)
            variables.Add(new EnvironmentVariable("ENROOT_CONFIG_PATH", auth));
        return new ContainerProgram([OwnProgram.Path, "enroot", folder, container.Name], variables, WorkingDirectory: null, SignalsGroup: true)
        {
            Removal = [.. plan.Runtime.Command, "remove", "--force", NameOf(plan, container)],
        };
    }

    /// <summary>What the unpacked container is called.</summary>
    public static string NameOf(PodPlan plan, ContainerPlan container) => $"interlink-{plan.Uid}-{container.Name}";

    /// <summary>Fetches an image into a file.</summary>
    public static IReadOnlyList<string> Import(PodPlan plan, string image, string file) =>
        [.. plan.Runtime.Command, "import", "--output", file, ImageUri(image)];

    /// <summary>Unpacks an image file.</summary>
    public static IReadOnlyList<string> Create(PodPlan plan, ContainerPlan container, string file) =>
        [.. plan.Runtime.Command, "create", "--force", "--name", NameOf(plan, container), file];

    /// <summary>Starts what was unpacked.</summary>
    public static IReadOnlyList<string> Start(PodPlan plan, ContainerPlan container)
    {
        IEnumerable<string> options = container.Security is { ReadOnlyRoot: true }
            ? plan.Runtime.Options.Where(option => option is not (WritableShort or WritableLong))
            : plan.Runtime.Options;
        List<string> words = [.. plan.Runtime.Command, "start", .. options];
        _ = ClientVariables.Add(words, container.Environment);
        foreach (MountPlan mount in container.Mounts)
            words.AddRange(["--mount", mount.Source + ":" + mount.Target + (mount.ReadOnly ? ":none:x-create=auto,bind,ro" : "")]);
        return [.. words, .. container.RuntimeOptions, NameOf(plan, container), .. container.Command, .. container.Args];
    }

    /// <summary>enroot separates a registry from the image by <c>#</c>, where everybody else has a slash.</summary>
    public static string ImageUri(string image)
    {
        const string Docker = "docker://";
        if (!image.StartsWith(Docker, StringComparison.Ordinal))
            return image;
        string rest = image[Docker.Length..];
        int slash = rest.IndexOf('/');
        bool registry = slash > 0 && !rest.Contains('#')
            && (rest.AsSpan(0, slash).ContainsAny('.', ':') || rest[..slash] == "localhost");
        return registry ? $"{Docker}{rest[..slash]}#{rest[(slash + 1)..]}" : image;
    }
}
