using Interlink.Podlet.Native;

namespace Interlink.Podlet.Stats;

/// <summary>Which container each process below podlet belongs to.</summary>
internal static class ContainerFamilies
{
    /// <summary>The processes of each container, by its first process.</summary>
    /// <param name="processes">Every process below podlet, each before its children.</param>
    /// <param name="roots">The containers' first processes.</param>
    /// <param name="rootOf">The first process of the container an orphan is of; null when it is of none.</param>
    public static Dictionary<int, List<int>> Of(IEnumerable<ProcessEntry> processes, IReadOnlyCollection<int> roots, Func<ProcessEntry, int?> rootOf)
    {
        Dictionary<int, int> owner = [];
        Dictionary<int, List<int>> families = roots.ToDictionary(root => root, _ => new List<int>());
        foreach (ProcessEntry process in processes)
        {
            int? root = families.ContainsKey(process.Id) ? process.Id
                : owner.TryGetValue(process.Parent, out int inherited) ? inherited
                : families.ContainsKey(process.Session) ? process.Session
                : rootOf(process);
            if (root is not { } found || !families.TryGetValue(found, out List<int>? family))
                continue;
            owner[process.Id] = found;
            family.Add(process.Id);
        }

        return families;
    }
}
