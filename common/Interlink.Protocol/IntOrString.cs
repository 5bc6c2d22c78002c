using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol;

/// <summary>A number or a name, as Kubernetes' <c>intstr.IntOrString</c>: the port of a probe, for example.</summary>
/// <param name="Number">The number; 0 when it is a name.</param>
/// <param name="Text">The name; null when it is a number.</param>
public readonly record struct IntOrString(int Number, string? Text = null)
{
    /// <summary>Reads a JSON number or string; null and absent are the number 0.</summary>
    /// <param name="node">The value.</param>
    /// <param name="path">The place of the value, for the error message.</param>
    /// <exception cref="PodFormatException">It is neither, or a number that does not fit in 32 bits.</exception>
    public static IntOrString Read(JsonNode? node, string path) => node?.GetValueKind() switch
    {
        null => default,
        JsonValueKind.String => new IntOrString(0, Scalars.Text(node, path)),
        JsonValueKind.Number when Scalars.Int64(node, path) is >= int.MinValue and <= int.MaxValue and long number => new((int)number),
        _ => throw new PodFormatException($"{path} must be a string or a number of at most 32 bits."),
    };

    /// <summary>The name, or the number in decimal.</summary>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
