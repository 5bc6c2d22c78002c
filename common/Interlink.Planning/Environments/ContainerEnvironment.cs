using System.Diagnostics.CodeAnalysis;
using Interlink.Protocol.Plans;

namespace Interlink.Planning.Environments;

/// <summary>A container's variables in their order; setting one again changes its value in place.</summary>
internal sealed class ContainerEnvironment
{
    private readonly List<EnvironmentVariable> variables = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public IReadOnlyList<EnvironmentVariable> Variables => variables;

    public bool Contains(string name) => places.ContainsKey(name);

    public string? Find(string name) => places.TryGetValue(name, out int place) ? variables[place].Value : null;

    [return: NotNullIfNotNull(nameof(text))]
    public string? Expand(string? text) => text is null ? null : VariableExpansion.Expand(text, Find);

    public void Set(string name, string value)
    {
        if (places.TryGetValue(name, out int place))
        {
            variables[place] = new EnvironmentVariable(name, value);
            return;
        }

        places.Add(name, variables.Count);
        variables.Add(new EnvironmentVariable(name, value));
    }
}
