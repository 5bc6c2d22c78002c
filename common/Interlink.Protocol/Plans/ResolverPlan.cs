namespace Interlink.Protocol.Plans;

/// <summary>How containers look up hosts: the content of their <c>/etc/resolv.conf</c>.</summary>
/// <param name="FromNode">True when the node's own comes first and this is added to it.</param>
/// <param name="NameServers">Addresses.</param>
/// <param name="Searches">Domains.</param>
/// <param name="Options">Options as they are written, for example <c>ndots:2</c>; one takes the place of the node's of the same name.</param>
public sealed record ResolverPlan(
    bool FromNode, IReadOnlyList<string> NameServers, IReadOnlyList<string> Searches, IReadOnlyList<string> Options);
