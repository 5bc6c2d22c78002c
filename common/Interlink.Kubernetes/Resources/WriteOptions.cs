namespace Interlink.Kubernetes.Resources;

/// <summary>How an object is written.</summary>
public record WriteOptions
{
    /// <summary>Who owns the fields that are written; null lets the server take the user agent's first word.</summary>
    public string? FieldManager { get; init; }

    /// <summary>True checks everything and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What happens to fields that the server does not know: <c>Ignore</c>, <c>Warn</c> or <c>Strict</c>; null is its default.</summary>
    public string? FieldValidation { get; init; }

    /// <summary>For server-side apply: takes over fields of other managers.</summary>
    public bool Force { get; init; }

    internal virtual QueryText Query() => new QueryText()
        .Add("fieldManager", FieldManager)
        .Add("dryRun", DryRun ? "All" : null)
        .Add("fieldValidation", FieldValidation)
        .Add("force", Force);
}
