namespace Interlink.Planning;

/// <summary>A folder to make in the job folder; parents come before their children.</summary>
/// <param name="RelativePath">Below the job folder, without <c>.</c> and <c>..</c>.</param>
/// <param name="Mode">Never anything for group and others.</param>
internal sealed record PlannedFolder(string RelativePath, UnixFileMode Mode);
