using System.Text;
using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Launching;

/// <summary>The environment podlet was started with, byte for byte, and what a child gets of it.</summary>
internal sealed class ProcessEnvironment
{
    /// <summary>Variables of podlet's own start with it and are not handed down.</summary>
    public const string OwnPrefix = "PODLET_";

    private readonly List<byte[]> inherited;

    private ProcessEnvironment(List<byte[]> inherited) => this.inherited = inherited;

    public static ProcessEnvironment OfThisProcess()
    {
        List<byte[]> all = NullSeparated.Read("/proc/self/environ");
        byte[] own = Encoding.UTF8.GetBytes(OwnPrefix);
        all.RemoveAll(entry => entry.AsSpan().StartsWith(own));
        return new ProcessEnvironment(all);
    }

    /// <summary>The inherited variables with those given in their place or after them.</summary>
    public List<byte[]> With(IReadOnlyList<EnvironmentVariable> variables)
    {
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        List<byte[]> entries = [.. inherited];
        for (int i = 0; i < entries.Count; i++)
            positions[NameOf(entries[i])] = i;
        foreach (EnvironmentVariable variable in variables)
        {
            byte[] entry = Encoding.UTF8.GetBytes(variable.Name + "=" + variable.Value);
            if (positions.TryAdd(variable.Name, entries.Count))
                entries.Add(entry);
            else
                entries[positions[variable.Name]] = entry;
        }

        return entries;
    }

    private static string NameOf(ReadOnlySpan<byte> entry)
    {
        int equals = entry.IndexOf((byte)'=');
        // Latin-1 keeps names apart that are not UTF-8.
        return equals < 0 ? Encoding.Latin1.GetString(entry) : Encoding.UTF8.GetString(entry[..equals]);
    }
}
