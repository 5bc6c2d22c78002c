using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Label and field selectors.</summary>
internal static class Selectors
{
    public static Func<JsonObject, bool> Of(KindDefinition kind, string? labels, string? fields)
    {
        Func<JsonObject, bool>[] all = [.. Split(labels).Select(Label), .. Split(fields).Select(term => Field(kind, term))];
        return json => all.All(selects => selects(json));
    }

    private static Func<JsonObject, bool> Label(string term)
    {
        if (term.Contains(" in ", StringComparison.Ordinal) || term.Contains(" notin ", StringComparison.Ordinal))
        {
            bool negated = term.Contains(" notin ", StringComparison.Ordinal);
            string key = term[..term.IndexOf(' ', StringComparison.Ordinal)];
            HashSet<string> values = [.. term[(term.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(',', StringSplitOptions.TrimEntries)];
            return json => ValueOf(json, key) is { } value ? values.Contains(value) != negated : negated;
        }

        (string name, string op, string wanted) = Parts(term);
        return op switch
        {
            "=" => json => ValueOf(json, name) == wanted,
            "!=" => json => ValueOf(json, name) != wanted,
            _ when name.StartsWith('!') => json => ValueOf(json, name[1..].Trim()) is null,
            _ => json => ValueOf(json, name) is not null,
        };
    }

    private static Func<JsonObject, bool> Field(KindDefinition kind, string term)
    {
        (string name, string op, string wanted) = Parts(term);
        if (op.Length == 0)
        {
            throw ApiException.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
        }

        if (name is not ("metadata.name" or "metadata.namespace") && !kind.SelectableFields.Contains(name))
        {
            throw ApiException.BadRequest(
                $"Unable to find \"{kind.Type.ApiVersion}, Resource={kind.Type.Plural}\" that match label selector \"\", field selector "
                + $"\"{term}\": field label not supported: {name}");
        }

        return json => (json.At(name) == wanted) == (op == "=");
    }

    private static (string Name, string Op, string Value) Parts(string term)
    {
        int at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            return (term, "", "");
        }

        bool negated = at > 0 && term[at - 1] == '!';
        return (term[..(negated ? at - 1 : at)].Trim(), negated ? "!=" : "=", term[at..].TrimStart('=').Trim());
    }

    /// <summary>At the commas that stand outside parentheses.</summary>
    private static IEnumerable<string> Split(string? text)
    {
        int depth = 0;
        int start = 0;
        string all = (text ?? "") + ",";
        for (int i = 0; i < all.Length; i++)
        {
            depth += all[i] == '(' ? 1 : all[i] == ')' ? -1 : 0;
            if (all[i] == ',' && depth == 0)
            {
                if (all[start..i].Trim() is { Length: > 0 } term)
                {
                    yield return term;
                }

                start = i + 1;
            }
        }
    }

    private static string? ValueOf(JsonObject json, string key) =>
        (json["metadata"]?["labels"] as JsonObject)?[key] is { } value ? value.GetValue<string>() : null;
}
