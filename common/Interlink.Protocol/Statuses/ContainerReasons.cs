namespace Interlink.Protocol.Statuses;

/// <summary>Reasons of ended containers that more than one program has to know.</summary>
public static class ContainerReasons
{
    /// <summary>The kernel killed the container because memory was used up.</summary>
    public const string OutOfMemory = "OOMKilled";
}
