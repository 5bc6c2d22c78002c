namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What a container is.</summary>
public enum Containers
{
    Host,
    Singularity,
}
