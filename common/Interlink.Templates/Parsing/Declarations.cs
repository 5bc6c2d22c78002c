namespace Interlink.Templates.Parsing;

/// <summary>The variables that can be seen at a place of a template.</summary>
internal sealed class Declarations
{
    private readonly List<string> _names = ["$"];

    /// <summary>How many there are, to go back to with <see cref="Forget"/>.</summary>
    public int Count => _names.Count;

    public bool Has(string name) => _names.Contains(name);

    public void Add(string name) => _names.Add(name);

    public void Forget(int count) => _names.RemoveRange(count, _names.Count - count);
}
