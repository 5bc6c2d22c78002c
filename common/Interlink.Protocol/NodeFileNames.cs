namespace Interlink.Protocol;

/// <summary>Files that podlet makes of the node's own before containers see them, below the job folder.</summary>
public static class NodeFileNames
{
    /// <summary>What containers see as <c>/etc/hosts</c>.</summary>
    public const string Hosts = "etc/hosts";

    /// <summary>What they see as <c>/etc/resolv.conf</c>.</summary>
    public const string Resolver = "etc/resolv.conf";
}
