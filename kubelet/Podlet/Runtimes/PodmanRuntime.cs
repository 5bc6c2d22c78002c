using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>Command lines of Podman and of Docker's client, which understand the same words.</summary>
internal static class PodmanRuntime
{
    public static ContainerProgram ProgramOf(PodPlan plan, ContainerPlan container)
    {
        string name = NameOf(plan, container);
        // Kubernetes' containers of one pod share a network; here it is the machine's. --init would change which process is the first.
        List<string> words = [.. plan.Runtime.Command, "run", "--name", name, "--network=host", .. plan.Runtime.Options];
        words.Add("--pull=" + PullWord(container.PullPolicy));
        AddSecurity(words, container.Security);
        if (plan.HostName is { } host)
            words.AddRange(["--hostname", host]);
        if (container.WorkingDirectory is not null)
            words.AddRange(["--workdir", container.WorkingDirectory]);
        foreach (MountPlan mount in container.Mounts)
            words.AddRange(["--mount", BindMount.Fields(mount, "target", "readonly")]);
        List<EnvironmentVariable> passed = ClientVariables.Add(words, container.Environment);
        if (plan.Runtime.Kind == ContainerRuntime.Podman && plan.Runtime.AuthFolder is { } auth)
            words.AddRange(["--authfile", auth + "/" + RegistryFiles.Config]);
        words.AddRange(container.RuntimeOptions);
        if (container.Command.Count > 0)
            words.AddRange(["--entrypoint", container.Command[0]]);
        words.AddRange([container.Image, .. container.Command.Skip(1), .. container.Args]);
        if (plan.Runtime.Kind == ContainerRuntime.Docker && plan.Runtime.AuthFolder is { } config)
            passed.Add(new EnvironmentVariable("DOCKER_CONFIG", config));
        return new ContainerProgram(words, passed, WorkingDirectory: null, SignalsGroup: false)
        {
            // Not by --rm: what ended is asked about first, and what a killed client leaves runs on by itself.
            // Podman would first ask it to stop, which has been done.
            Removal = plan.Runtime.Kind == ContainerRuntime.Podman
                ? [.. plan.Runtime.Command, "rm", "--force", "--time", "0", name]
                : [.. plan.Runtime.Command, "rm", "--force", name],
            RunsElsewhere = true,
            OomInquiry = [.. plan.Runtime.Command, "inspect", "--type", "container", "--format", "{{.State.OOMKilled}}", name],
        };
    }

    /// <summary>A further program in the running container.</summary>
    public static IReadOnlyList<string> Exec(PodPlan plan, ContainerPlan container, IReadOnlyList<string> words, bool input, bool terminal)
    {
        List<string> all = [.. plan.Runtime.Command, "exec"];
        if (input)
            all.Add("--interactive");
        if (terminal)
            all.Add("--tty");
        return [.. all, NameOf(plan, container), .. words];
    }

    /// <summary>Says <c>true</c> once the container runs.</summary>
    public static IReadOnlyList<string> IsRunning(PodPlan plan, ContainerPlan container) =>
        [.. plan.Runtime.Command, "container", "inspect", "--format", "{{.State.Running}}", NameOf(plan, container)];

    /// <summary>What the container is called among all of the machine.</summary>
    public static string NameOf(PodPlan plan, ContainerPlan container) => $"interlink-{plan.Uid}-{container.Name}";

    private static string PullWord(PullPolicy policy) => policy switch
    {
        PullPolicy.Always => "always",
        PullPolicy.Never => "never",
        _ => "missing",
    };

    private static void AddSecurity(List<string> words, ContainerSecurity? security)
    {
        if (security is null)
            return;
        if (security.User is not null || security.Group is not null)
            words.Add($"--user={security.User?.ToString() ?? ""}{(security.Group is { } group ? ":" + group : "")}");
        words.AddRange((security.Groups ?? []).Select(group => "--group-add=" + group));
        if (security.ReadOnlyRoot)
            words.Add("--read-only");
        if (security.Privileged)
            words.Add("--privileged");
        if (security.NoNewPrivileges)
            words.Add("--security-opt=no-new-privileges");
        words.AddRange(security.AddedCapabilities.Select(capability => "--cap-add=" + capability));
        words.AddRange(security.DroppedCapabilities.Select(capability => "--cap-drop=" + capability));
    }
}
