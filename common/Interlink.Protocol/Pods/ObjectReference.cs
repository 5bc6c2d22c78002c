using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A config map or secret by name, in the pod's namespace.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Optional">True when the pod may run without it.</param>
public sealed record ObjectReference(string Name, bool Optional)
{
    internal static ObjectReference Read(FieldReader reader) =>
        new(reader.Text("name") ?? "", reader.Flag("optional") ?? false);
}
