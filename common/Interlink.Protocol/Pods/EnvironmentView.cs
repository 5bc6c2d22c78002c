using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A variable of a container (Kubernetes' <c>v1.EnvVar</c>), read in place.</summary>
public sealed class EnvironmentView
{
    private readonly FieldReader _variable;

    internal EnvironmentView(JsonObject json, string path)
    {
        Json = json;
        _variable = new FieldReader(json, path);
    }

    /// <summary>The variable as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The variable's name; empty when absent.</summary>
    public string Name => _variable.Text("name") ?? "";

    /// <summary>
    /// The value as written, <c>$(NAME)</c> not expanded; null when absent, which without <see cref="ValueFrom"/> means empty.
    /// </summary>
    public string? Value => _variable.Text("value");

    /// <summary>Where the value comes from instead; null when it comes from <see cref="Value"/>.</summary>
    public ValueSource? ValueFrom =>
        _variable.ObjectOrNull("valueFrom") is { } json ? ValueSource.Read(json, _variable.PathOf("valueFrom")) : null;
}
