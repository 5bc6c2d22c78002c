using System.Globalization;

namespace Interlink.Podlet.Executing;

/// <summary>Who a process is and what it may do, as /proc tells.</summary>
/// <param name="User">Its user, as this process's namespace numbers users.</param>
/// <param name="InnerUser">The same, as its own namespace numbers them.</param>
/// <param name="InnerGroup">Its group there.</param>
/// <param name="InnerGroups">Its further groups there.</param>
/// <param name="Capabilities">What it, or a program that it starts, can have: a bit each.</param>
/// <param name="NoNewPrivileges">True when programs it starts gain nothing by their file's mode.</param>
internal sealed record Credentials(
    uint User, uint InnerUser, uint InnerGroup, IReadOnlyList<uint> InnerGroups, ulong Capabilities, bool NoNewPrivileges)
{
    public static Credentials Of(int process)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines($"/proc/{process}/status"))
        {
            int colon = line.IndexOf(':');
            if (colon > 0)
                fields[line[..colon]] = line[(colon + 1)..].Trim();
        }

        string[] users = File.ReadAllLines($"/proc/{process}/uid_map");
        string[] groups = File.ReadAllLines($"/proc/{process}/gid_map");
        uint user = Number(fields["Uid"].Split('\t')[1]);
        uint inner = Inside(users, user);
        return new Credentials(
            user,
            inner,
            Inside(groups, Number(fields["Gid"].Split('\t')[1])),
            [.. fields["Groups"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(group => Inside(groups, Number(group)))],
            // A program that root starts gets all that the bounding set leaves.
            Bits(fields[inner == 0 ? "CapPrm" : "CapBnd"]),
            fields.GetValueOrDefault("NoNewPrivs") == "1");
    }

    /// <summary>The number a namespace has for a user or group, by the lines of its map: inside, outside, how many.</summary>
    public static uint Inside(IEnumerable<string> map, uint outside)
    {
        const uint Nobody = 65534;
        foreach (string line in map)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            (uint inner, uint outer, uint count) = (Number(words[0]), Number(words[1]), Number(words[2]));
            if (outside >= outer && outside - outer < count)
                return inner + (outside - outer);
        }

        return Nobody;
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static ulong Bits(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
