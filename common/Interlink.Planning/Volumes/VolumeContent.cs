using Interlink.Protocol.Pods;

namespace Interlink.Planning.Volumes;

/// <summary>Finds the files of a pod's volumes in what came with the pod.</summary>
internal sealed class VolumeContent(SentSources sources, DownwardFiles downward, List<string> warnings)
{
    /// <summary>The files; null when the volume cannot be filled but the pod may run without it.</summary>
    public IReadOnlyList<VolumeFile>? Files(VolumeView volume)
    {
        string subject = $"The volume '{volume.Name}'";
        int mode = volume.DefaultMode ?? KeyedFiles.DefaultMode;
        return volume.Kind switch
        {
            VolumeKind.ConfigMap or VolumeKind.Secret => [.. Keyed(volume, mode, subject)],
            VolumeKind.DownwardApi => [.. downward.Of(volume, mode, subject)],
            _ => Projected(volume, mode, subject),
        };
    }

    private IReadOnlyList<VolumeFile>? Projected(VolumeView volume, int mode, string subject)
    {
        if (sources.Projected(volume.Name) is { } sent)
            return [.. KeyedFiles.Of(sent, mode, subject)];
        // Only the API server can issue tokens; what it did not send cannot be made here.
        bool serviceAccount = volume.Name.StartsWith("kube-api-access-", StringComparison.Ordinal);
        bool token = volume.Sources.Any(source => source.KindName == "serviceAccountToken");
        if (serviceAccount || (token && volume.Sources.All(source => source.KindName is "serviceAccountToken")))
        {
            warnings.Add($"{subject} is not mounted: its content, a service account's token, did not come with the pod.");
            return null;
        }

        return [.. volume.Sources.SelectMany(source => Source(source, mode, subject))];
    }

    private IEnumerable<VolumeFile> Source(VolumeView source, int mode, string subject) => source switch
    {
        { Kind: VolumeKind.ConfigMap or VolumeKind.Secret } => Keyed(source, mode, subject),
        { Kind: VolumeKind.DownwardApi } => downward.Of(source, mode, subject),
        _ => throw Reject.Invalid($"{subject} projects a source of the kind '{source.KindName}', whose content did not come with the pod: "
            + "remove the source."),
    };

    private IEnumerable<VolumeFile> Keyed(VolumeView volume, int mode, string subject)
    {
        bool secret = volume.Kind == VolumeKind.Secret;
        var content = secret ? sources.Secret(volume.SourceName) : sources.ConfigMap(volume.SourceName);
        if (content is not null)
            return KeyedFiles.Of(content, volume, mode, subject);
        return volume.Optional
            ? []
            : throw Reject.Invalid($"{subject} shows the {(secret ? "secret" : "config map")} '{volume.SourceName}', which did not come "
                + "with the pod: create it, or mark the volume optional.");
    }
}
