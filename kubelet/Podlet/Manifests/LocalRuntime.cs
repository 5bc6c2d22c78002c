using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Manifests;

/// <summary>The container runtimes of a workstation.</summary>
internal static class LocalRuntime
{
    private static readonly (string Name, ContainerRuntime Kind)[] Known =
    [
        ("apptainer", ContainerRuntime.Singularity),
        ("singularity", ContainerRuntime.Singularity),
        ("podman", ContainerRuntime.Podman),
        ("enroot", ContainerRuntime.Enroot),
        ("docker", ContainerRuntime.Docker),
        ("host", ContainerRuntime.Host),
    ];

    /// <summary>The runtime of a name; without one, the first that is on the PATH.</summary>
    /// <exception cref="PodletException">There is none.</exception>
    public static RuntimePlan Find(string? name)
    {
        if (name is not null)
        {
            (string, ContainerRuntime) known = Array.Find(Known, one => one.Name == name);
            return known.Item1 is null
                ? throw new PodletException(ExitCodes.Usage, $"the runtime {name} is not known: use {string.Join(", ", Known.Select(one => one.Name))}.")
                : Plan(known.Item1, known.Item2);
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach ((string candidate, ContainerRuntime kind) in Known)
        {
            if (Array.Exists(folders, folder => File.Exists(Path.Combine(folder, candidate))))
                return Plan(candidate, kind);
        }

        throw new PodletException(
            ExitCodes.Usage, "none of apptainer, singularity, podman, enroot and docker is on the PATH: use --runtime host for plain processes.");
    }

    private static RuntimePlan Plan(string name, ContainerRuntime kind) => new()
    {
        Kind = kind,
        Command = kind == ContainerRuntime.Host ? [] : [name],
        // As the sidecar's defaults: nothing of the machine is seen unless it is mounted, and no shell changes a value.
        Options = kind == ContainerRuntime.Singularity ? ["--no-eval", "--containall"] : [],
    };
}
