namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Where the sidecar keeps what must outlive it.</summary>
internal static class StateFolderKey
{
    private const string Name = "interlink/kubernetes-sidecar";

    /// <summary>The configured folder; else systemd's, else <c>XDG_STATE_HOME</c>'s, else the user's; root's is <c>/var/lib</c>.</summary>
    public static string Choose(string configured, IReadOnlyDictionary<string, string> environment, bool isRoot)
    {
        if (configured.Length > 0)
            return Path.GetFullPath(configured);
        if (environment.GetValueOrDefault("STATE_DIRECTORY") is { Length: > 0 } systemd)
            return systemd.Split(':')[0];
        if (environment.GetValueOrDefault("XDG_STATE_HOME") is { Length: > 0 } state)
            return Path.Combine(state, Name);
        return !isRoot && environment.GetValueOrDefault("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".local/state", Name)
            : Path.Combine("/var/lib", Name);
    }
}
