using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Pods;

/// <summary>
/// A pod (Kubernetes' <c>v1.Pod</c>) read in place: the JSON stays as it came, so fields unknown here survive a pass-through.
/// The JSON must not be changed while views of it are in use. A field of the wrong type is a <see cref="PodFormatException"/> when it is
/// read.
/// </summary>
public sealed class PodView
{
    private readonly string _path;
    private readonly PodSlice? _slice;

    /// <summary>Creates a view.</summary>
    /// <param name="json">The pod.</param>
    public PodView(JsonObject json)
        : this(json, "")
    {
    }

    internal PodView(JsonObject json, string path)
    {
        Json = json;
        _path = path;
        // Without metadata that can be read there is no pod: told at once.
        _ = Metadata;
    }

    /// <summary>
    /// A view of a part of a document that has passed the door; it is parsed when more is asked for than the pod's identity.
    /// </summary>
    internal PodView(PodSlice slice, string path)
    {
        _slice = slice;
        _path = path;
    }

    /// <summary>The pod as it came.</summary>
    public JsonObject Json => field ??= _slice!.Parse();

    /// <summary>
    /// The pod's JSON in UTF-8, as it came where it is a part of a document: then it is a window of that document and no copy.
    /// </summary>
    public ReadOnlyMemory<byte> ToUtf8() => _slice?.Text ?? WireText.Write(Json, static (writer, json) => json.WriteTo(writer));

    /// <summary>The pod's spec as it came; an empty object when there is none.</summary>
    public JsonObject Spec => field ??= Reader.ObjectOrNull("spec") ?? [];

    /// <summary>The pod's name; empty when absent.</summary>
    public string Name => _slice?.Name ?? Metadata.Text("name") ?? "";

    /// <summary>The pod's namespace; <c>default</c> when absent or empty.</summary>
    public string Namespace => (_slice?.Namespace ?? Metadata.Text("namespace")) is { Length: > 0 } name ? name : "default";

    /// <summary>The pod's UID; empty when absent.</summary>
    public string Uid => _slice?.Uid ?? Metadata.Text("uid") ?? "";

    /// <summary>The pod's annotations, with case-sensitive keys.</summary>
    public IReadOnlyDictionary<string, string> Annotations => field ??= Metadata.Map("annotations", Scalars.Text, "");

    /// <summary>The pod's labels, with case-sensitive keys.</summary>
    public IReadOnlyDictionary<string, string> Labels => field ??= Metadata.Map("labels", Scalars.Text, "");

    /// <summary>When the pod is to be gone; null when nobody has deleted it.</summary>
    public DateTimeOffset? DeletionTimestamp => Metadata.Time("deletionTimestamp");

    /// <summary>The node; empty when absent.</summary>
    public string NodeName => SpecReader.Text("nodeName") ?? "";

    /// <summary>The service account; empty when absent.</summary>
    public string ServiceAccountName => SpecReader.Text("serviceAccountName") ?? "";

    /// <summary><c>spec.hostname</c>; null when absent or empty.</summary>
    public string? HostName => SpecReader.Text("hostname") is { Length: > 0 } name ? name : null;

    /// <summary><c>spec.subdomain</c>; null when absent or empty.</summary>
    public string? Subdomain => SpecReader.Text("subdomain") is { Length: > 0 } name ? name : null;

    /// <summary>True when the pod asks for the network of its host.</summary>
    public bool HostNetwork => SpecReader.Flag("hostNetwork") ?? false;

    /// <summary>What happens to containers that ended; Kubernetes' default when absent is <see cref="RestartPolicy.Always"/>.</summary>
    public RestartPolicy RestartPolicy => SpecReader.Text("restartPolicy") switch
    {
        null or "" or "Always" => RestartPolicy.Always,
        "OnFailure" => RestartPolicy.OnFailure,
        "Never" => RestartPolicy.Never,
        _ => throw new PodFormatException($"{SpecReader.PathOf("restartPolicy")} must be Always, OnFailure or Never."),
    };

    /// <summary>Seconds between SIGTERM and SIGKILL; null when absent (Kubernetes' default is 30).</summary>
    public int? TerminationGracePeriodSeconds => SpecReader.Int32("terminationGracePeriodSeconds");

    /// <summary>Seconds the pod may run; null when there is no limit.</summary>
    public long? ActiveDeadlineSeconds => SpecReader.Int64("activeDeadlineSeconds");

    /// <summary>The user id of the pod's security context; null when absent.</summary>
    public long? RunAsUser => SpecReader.Inside("securityContext").Int64("runAsUser");

    /// <summary>The group id of the pod's security context; null when absent.</summary>
    public long? RunAsGroup => SpecReader.Inside("securityContext").Int64("runAsGroup");

    /// <summary>True when no container of it may run as root, unless it says otherwise itself.</summary>
    public bool RunAsNonRoot => SpecReader.Inside("securityContext").Flag("runAsNonRoot") ?? false;

    /// <summary>Further group ids of the pod's processes.</summary>
    public IReadOnlyList<long> SupplementalGroups =>
        field ??= SpecReader.Inside("securityContext").Int64s("supplementalGroups");

    /// <summary>The most the pod as a whole may use, by resource name; empty when only its containers say.</summary>
    public IReadOnlyDictionary<string, Quantity> Limits =>
        field ??= SpecReader.Inside("resources").Map("limits", Scalars.Quantity, default);

    /// <summary>What the pod as a whole is promised, by resource name; empty when only its containers say.</summary>
    public IReadOnlyDictionary<string, Quantity> Requests =>
        field ??= SpecReader.Inside("resources").Map("requests", Scalars.Quantity, default);

    /// <summary>The priority class; empty when absent.</summary>
    public string PriorityClassName => SpecReader.Text("priorityClassName") ?? "";

    /// <summary>The pod's volumes.</summary>
    public IReadOnlyList<VolumeView> Volumes => field ??= SpecReader.Objects("volumes", (json, path) => new VolumeView(json, path));

    /// <summary>Init containers in their order, sidecars among them.</summary>
    public IReadOnlyList<ContainerView> InitContainers => field ??= SpecReader.Objects("initContainers", InitContainer);

    /// <summary>The containers that run side by side.</summary>
    public IReadOnlyList<ContainerView> Containers => field ??= SpecReader.Objects("containers", Container);

    /// <summary>Names of the secrets that hold registry passwords.</summary>
    public IReadOnlyList<string> ImagePullSecrets =>
        field ??= SpecReader.Objects("imagePullSecrets", (json, path) => new FieldReader(json, path).Text("name") ?? "");

    /// <summary><c>status.phase</c>; empty when absent.</summary>
    public string Phase => Reader.Inside("status").Text("phase") ?? "";

    /// <summary><c>status.reason</c>; empty when absent.</summary>
    public string Reason => Reader.Inside("status").Text("reason") ?? "";

    /// <summary>Reads a document that is one pod, for example the body of <c>/delete</c>.</summary>
    /// <exception cref="PodFormatException">It is not JSON, not an object, or has a duplicate key.</exception>
    public static PodView Parse(ReadOnlyMemory<byte> document) => Parse(JsonDoor.Parse(document.Span));

    /// <summary>Reads a pod that has been parsed.</summary>
    /// <exception cref="PodFormatException">It is not an object.</exception>
    public static PodView Parse(JsonNode? document) =>
        document is JsonObject json ? new PodView(json) : throw new PodFormatException("The pod must be a JSON object.");

    private static ContainerView Container(JsonObject json, string path) => new(json, path, init: false);

    private static ContainerView InitContainer(JsonObject json, string path) => new(json, path, init: true);

    private FieldReader Reader => new(Json, _path);

    private FieldReader Metadata => Reader.Inside("metadata");

    private FieldReader SpecReader => Reader.Inside("spec");
}
