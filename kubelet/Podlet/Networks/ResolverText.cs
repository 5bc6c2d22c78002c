using System.Text;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Networks;

/// <summary>Writes a <c>resolv.conf</c> (resolv.conf(5)) as the kubelet merges one: what the pod adds comes last, nothing comes twice.</summary>
internal static class ResolverText
{
    // Programs look at no more, says resolv.conf(5).
    private const int MaxNameServers = 3;

    /// <param name="plan">What the pod asks for.</param>
    /// <param name="node">The node's own file.</param>
    public static string Of(ResolverPlan plan, string node)
    {
        List<string> servers = [];
        List<string> searches = [];
        List<string> options = [];
        if (plan.FromNode)
            Read(node, servers, ref searches, options);
        AddNew(servers, plan.NameServers);
        AddNew(searches, plan.Searches);
        foreach (string option in plan.Options)
        {
            options.RemoveAll(other => NameOf(other) == NameOf(option));
            options.Add(option);
        }

        StringBuilder text = new();
        foreach (string server in servers.Take(MaxNameServers))
            text.Append("nameserver ").Append(server).Append('\n');
        if (searches.Count > 0)
            text.Append("search ").AppendJoin(' ', searches).Append('\n');
        if (options.Count > 0)
            text.Append("options ").AppendJoin(' ', options).Append('\n');
        return text.ToString();
    }

    private static void Read(string node, List<string> servers, ref List<string> searches, List<string> options)
    {
        foreach (string line in node.Split('\n'))
        {
            string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            switch (words.FirstOrDefault())
            {
                case "nameserver" when words.Length > 1: AddNew(servers, [words[1]]); break;
                // Of several the last counts.
                case "search" or "domain": searches = [.. words[1..]]; break;
                case "options": AddNew(options, words[1..]); break;
            }
        }
    }

    private static void AddNew(List<string> list, IEnumerable<string> more) => list.AddRange(more.Where(word => !list.Contains(word)).Distinct());

    private static string NameOf(string option) => option.Split(':')[0];
}
