using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A container of a pod (Kubernetes' <c>v1.Container</c>), read in place.</summary>
public sealed class ContainerView
{
    private readonly FieldReader _container;
    private readonly FieldReader _securityContext;

    internal ContainerView(JsonObject json, string path, bool init)
    {
        Json = json;
        IsInit = init;
        _container = new FieldReader(json, path);
        _securityContext = _container.Inside("securityContext");
    }

    /// <summary>The container as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The container's name; empty when absent.</summary>
    public string Name => _container.Text("name") ?? "";

    /// <summary>The image; empty when absent.</summary>
    public string Image => _container.Text("image") ?? "";

    /// <summary>Replaces the image's entrypoint; empty means the image's own.</summary>
    public IReadOnlyList<string> Command => field ??= _container.Texts("command");

    /// <summary>The arguments; empty means the image's own, unless a command is given.</summary>
    public IReadOnlyList<string> Args => field ??= _container.Texts("args");

    /// <summary>The working directory; null when absent or empty.</summary>
    public string? WorkingDir => _container.Text("workingDir") is { Length: > 0 } folder ? folder : null;

    /// <summary>The variables in their order.</summary>
    public IReadOnlyList<EnvironmentView> Env => field ??= _container.Objects("env", (json, path) => new EnvironmentView(json, path));

    /// <summary>Config maps and secrets whose every key becomes a variable, before <see cref="Env"/>.</summary>
    public IReadOnlyList<EnvironmentFromView> EnvFrom =>
        field ??= _container.Objects("envFrom", (json, path) => new EnvironmentFromView(json, path));

    /// <summary>Where volumes appear.</summary>
    public IReadOnlyList<VolumeMountView> VolumeMounts =>
        field ??= _container.Objects("volumeMounts", (json, path) => new VolumeMountView(json, path));

    /// <summary>The most it may use, by resource name (case-sensitive).</summary>
    public IReadOnlyDictionary<string, Quantity> Limits => field ??= Resources("limits");

    /// <summary>What it is promised, by resource name (case-sensitive).</summary>
    public IReadOnlyDictionary<string, Quantity> Requests => field ??= Resources("requests");

    /// <summary>The ports it names.</summary>
    public IReadOnlyList<PortView> Ports => field ??= _container.Objects("ports", (json, path) => new PortView(json, path));

    /// <summary>True for a member of <c>initContainers</c>.</summary>
    public bool IsInit { get; }

    /// <summary>True for an init container with <c>restartPolicy: Always</c>, which is kept running.</summary>
    public bool IsSidecar => IsInit && _container.Text("restartPolicy") == "Always";

    /// <summary>The user id of the container's own security context; null when absent, then the pod's counts.</summary>
    public long? RunAsUser => _securityContext.Int64("runAsUser");

    /// <summary>The group id of the container's own security context; null when absent, then the pod's counts.</summary>
    public long? RunAsGroup => _securityContext.Int64("runAsGroup");

    /// <summary>True when the container may not run as root; null when absent, then the pod's word counts.</summary>
    public bool? RunAsNonRoot => _securityContext.Flag("runAsNonRoot");

    /// <summary>True when the container asks for all privileges.</summary>
    public bool Privileged => _securityContext.Flag("privileged") ?? false;

    /// <summary>True when the container may not write to its own root file system.</summary>
    public bool ReadOnlyRootFilesystem => _securityContext.Flag("readOnlyRootFilesystem") ?? false;

    /// <summary>False when no program in the container may gain privileges by its file's mode; null when absent.</summary>
    public bool? AllowPrivilegeEscalation => _securityContext.Flag("allowPrivilegeEscalation");

    /// <summary>Capabilities to add, as written.</summary>
    public IReadOnlyList<string> AddedCapabilities => _securityContext.Inside("capabilities").Texts("add");

    /// <summary>Capabilities to take, as written.</summary>
    public IReadOnlyList<string> DroppedCapabilities => _securityContext.Inside("capabilities").Texts("drop");

    /// <summary>When the image is fetched; empty when absent.</summary>
    public string ImagePullPolicy => _container.Text("imagePullPolicy") ?? "";

    /// <summary>The file with the container's last words; Kubernetes' default when absent is <c>/dev/termination-log</c>.</summary>
    public string TerminationMessagePath =>
        _container.Text("terminationMessagePath") is { Length: > 0 } path ? path : "/dev/termination-log";

    /// <summary>Whether the log counts for a container that left no last words; empty when absent.</summary>
    public string TerminationMessagePolicy => _container.Text("terminationMessagePolicy") ?? "";

    /// <summary>The probe that gates the others; null when absent.</summary>
    public ProbeView? StartupProbe => Probe("startupProbe");

    /// <summary>The probe that says whether the container is ready; null when absent.</summary>
    public ProbeView? ReadinessProbe => Probe("readinessProbe");

    /// <summary>The probe that says whether the container has to be started again; null when absent.</summary>
    public ProbeView? LivenessProbe => Probe("livenessProbe");

    /// <summary>What is done once the container has started; null when absent.</summary>
    public HandlerView? PostStart => Hook("postStart");

    /// <summary>What is done before the container is told to stop; null when absent.</summary>
    public HandlerView? PreStop => Hook("preStop");

    /// <summary>The signal that tells the container to stop, such as <c>SIGUSR1</c>; null when absent.</summary>
    public string? StopSignal => _container.Inside("lifecycle").Text("stopSignal") is { Length: > 0 } signal ? signal : null;

    private ProbeView? Probe(string name) =>
        _container.ObjectOrNull(name) is { Count: > 0 } json ? new ProbeView(json, _container.PathOf(name)) : null;

    private HandlerView? Hook(string name)
    {
        FieldReader lifecycle = _container.Inside("lifecycle");
        return lifecycle.ObjectOrNull(name) is { Count: > 0 } json ? new HandlerView(json, lifecycle.PathOf(name)) : null;
    }

    private IReadOnlyDictionary<string, Quantity> Resources(string kind) =>
        _container.Inside("resources").Map(kind, Scalars.Quantity, default);
}
