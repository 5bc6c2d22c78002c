namespace Interlink.Templates.Execution;

/// <summary>The variables of a template that is carried out; the last of a name counts.</summary>
internal sealed class Variables
{
    private readonly List<(string Name, object? Value)> _values = [];

    public Variables(object? root) => Push("$", root);

    /// <summary>How many there are, to go back to with <see cref="Pop"/>.</summary>
    public int Count => _values.Count;

    public void Push(string name, object? value) => _values.Add((name, value));

    public void Pop(int count) => _values.RemoveRange(count, _values.Count - count);

    public object? Get(string name) => _values[Find(name)].Value;

    public void Set(string name, object? value) => _values[Find(name)] = (name, value);

    /// <summary>The parser has seen to it that there is one.</summary>
    private int Find(string name) => _values.FindLastIndex(variable => variable.Name == name);
}
