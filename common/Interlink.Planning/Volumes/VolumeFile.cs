namespace Interlink.Planning.Volumes;

/// <summary>A file of a volume.</summary>
/// <param name="Path">Relative to the volume, validated.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">The mode as Kubernetes asks for it.</param>
internal sealed record VolumeFile(string Path, ReadOnlyMemory<byte> Content, int Mode);
