using System.Threading.Channels;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>A command in a container and what flows to and from it.</summary>
public sealed class ContainerCommand
{
    public required string Namespace { get; init; }

    public required string Pod { get; init; }

    public required string Container { get; init; }

    /// <summary>The arguments; none for attach.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required bool Terminal { get; init; }

    /// <summary>Pieces of the input until its end.</summary>
    public required ChannelReader<byte[]> Input { get; init; }

    /// <summary>Sizes of the terminal as they came, width and height.</summary>
    public required ChannelReader<(int Width, int Height)> Sizes { get; init; }

    /// <summary>Sends output.</summary>
    public required Func<ReadOnlyMemory<byte>, Task> Output { get; init; }

    /// <summary>Sends error output.</summary>
    public required Func<ReadOnlyMemory<byte>, Task> Error { get; init; }
}
