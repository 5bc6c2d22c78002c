namespace Interlink.Kubernetes.Resources;

/// <summary>What happens to the objects that a deleted object owns; the names are the API's.</summary>
public enum Propagation
{
    /// <summary>They stay and are owned no longer.</summary>
    Orphan,

    /// <summary>The object goes at once, they are deleted afterwards.</summary>
    Background,

    /// <summary>The object goes when they have gone.</summary>
    Foreground,
}
