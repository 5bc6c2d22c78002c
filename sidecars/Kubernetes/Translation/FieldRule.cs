namespace Interlink.KubernetesSidecar.Translation;

/// <summary>One line of the table of fields.</summary>
/// <param name="Kinds">The kinds of object it is about.</param>
/// <param name="Path">The field, as <see cref="JsonPath"/> reads it; <c>*ontainers[]</c> is both kinds of containers.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Why">The reason, for the documentation.</param>
internal sealed record FieldRule(ObjectKinds Kinds, string Path, FieldChange Change, string Why)
{
    private const string BothContainers = "*ontainers[]";

    /// <summary>The paths in full.</summary>
    public IEnumerable<string> Paths { get; } = Path.Contains(BothContainers, StringComparison.Ordinal)
        ? [Path.Replace(BothContainers, "containers[]", StringComparison.Ordinal), Path.Replace(BothContainers, "initContainers[]", StringComparison.Ordinal)]
        : [Path];
}

/// <summary>Kinds of object that go to the remote cluster.</summary>
[Flags]
internal enum ObjectKinds
{
    /// <summary>A pod.</summary>
    Pod = 1,

    /// <summary>A config map.</summary>
    ConfigMap = 2,

    /// <summary>A secret.</summary>
    Secret = 4,

    /// <summary>A claim to a persistent volume.</summary>
    Claim = 8,

    /// <summary>Every kind.</summary>
    All = Pod | ConfigMap | Secret | Claim,
}
