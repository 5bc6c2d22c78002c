namespace Interlink.KubernetesSidecar.Translation;

/// <summary>What becomes of a field on its way into the remote cluster.</summary>
internal abstract record FieldChange
{
    /// <summary>It is left out.</summary>
    public sealed record Drop : FieldChange;

    /// <summary>It has this truth value, whatever was asked.</summary>
    public sealed record Always(bool Value) : FieldChange;

    /// <summary>It is what the configuration says.</summary>
    /// <param name="Key">The option.</param>
    /// <param name="Keep">What happens where that says nothing: true keeps the pod's own, false leaves the field out.</param>
    public sealed record Configured(string Key, bool Keep = false) : FieldChange;

    /// <summary>It names an object, which has another name there.</summary>
    /// <param name="OnlyIfBrought">True when an object that the request did not bring keeps its name: the remote cluster may have it.</param>
    public sealed record Rename(bool OnlyIfBrought = false) : FieldChange;

    /// <summary>One value becomes another, others stay.</summary>
    public sealed record Substitute(string From, string To) : FieldChange;
}
