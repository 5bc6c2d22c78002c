using System.Text.Json.Nodes;

namespace Interlink.Templates.Values;

/// <summary>A struct.</summary>
/// <param name="TypeName">Go's type.</param>
/// <param name="Json">What it is read from; null when all its fields are zero.</param>
internal sealed record GoStruct(string TypeName, JsonObject? Json)
{
    /// <summary>
    /// The field of this name, of this struct or of one embedded in it. A key of the JSON that the struct is not known to have (of a newer
    /// Kubernetes) counts as a field of any type.
    /// </summary>
    /// <returns>False when there is none.</returns>
    public bool TryFind(string name, out object? value)
    {
        if (TryFindDeclared(name, out value))
        {
            return true;
        }

        bool found = JsonKeys.TryFind(Json, name, out JsonNode? node);
        value = JsonValues.Read(node, GoType.Any);
        return found && !ReferenceEquals(value, GoNil.Interface);
    }

    private bool TryFindDeclared(string name, out object? value)
    {
        IReadOnlyDictionary<string, StructField> fields = StructTypes.FieldsOf(TypeName);
        if (fields.TryGetValue(name, out StructField? field))
        {
            value = ReadField(field);
            return true;
        }

        foreach (StructField embedded in fields.Values)
        {
            if (embedded.IsEmbedded && ReadField(embedded) is GoStruct inner && inner.TryFindDeclared(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    private object? ReadField(StructField field)
    {
        JsonNode? node = Json;
        if (field.Key is not null)
        {
            JsonKeys.TryFind(Json, field.Key, out node);
        }

        // An inlined struct has no JSON of its own that could be missing.
        return field.Key is null ? new GoStruct(field.Type.Name, Json) : JsonValues.Read(node, field.Type);
    }
}
