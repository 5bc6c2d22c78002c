namespace Interlink.Planning;

/// <summary>A file to write into the job folder; it may be a secret.</summary>
/// <param name="RelativePath">Below the job folder, without <c>.</c> and <c>..</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">Never anything for group and others.</param>
internal sealed record PlannedFile(string RelativePath, ReadOnlyMemory<byte> Content, UnixFileMode Mode);
