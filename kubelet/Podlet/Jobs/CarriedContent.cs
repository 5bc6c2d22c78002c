using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Podlet.Jobs;

/// <summary>
/// What came with the batch script, on standard input: volumes and, where nothing is shared with the node, the whole job folder.
/// </summary>
internal static class CarriedContent
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode NotOwner = (UnixFileMode)0b000_111_111;

    /// <summary>Makes the folder if it is not there, and in it all that came; a requeued job finds its own again.</summary>
    /// <exception cref="PodletException">What came cannot be understood, or the folder is somebody else's.</exception>
    public static void Unpack(string folder)
    {
        NodeContent content = Receive();
        OwnFolder(folder);
        foreach (NodeFolder planned in content.Folders)
        {
            string path = Below(folder, planned.Path);
            Directory.CreateDirectory(path, Private);
            File.SetUnixFileMode(path, Private);
        }

        foreach (NodeFile file in content.Files)
            Write(Below(folder, file.Path), file);
        // Folders with an asked-for mode get it last: files had to be written into them.
        foreach (NodeFolder planned in content.Folders)
            File.SetUnixFileMode(Below(folder, planned.Path), (UnixFileMode)planned.Mode & ~NotOwner);
    }

    /// <summary>Removes a job folder that was made here, and only here.</summary>
    public static void Remove(string folder)
    {
        EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            foreach (string path in Directory.EnumerateDirectories(folder, "*", all))
                File.SetUnixFileMode(path, Private);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            StandardError.Say($"{folder} stays on this node: {failed.Message}");
        }
    }

    private static NodeContent Receive()
    {
        using Stream input = Console.OpenStandardInput();
        using MemoryStream all = new();
        input.CopyTo(all);
        try
        {
            return NodeContent.Read(all.ToArray());
        }
        catch (PodFormatException broken)
        {
            throw new PodletException(ExitCodes.BadPlan, $"what came with the batch script cannot be read: {broken.Message}");
        }
    }

    // A folder below /tmp may have been put there by another user, who would then own the pod's secrets.
    private static void OwnFolder(string folder)
    {
        Directory.CreateDirectory(folder, Private);
        FileAttributes attributes = File.GetAttributes(folder);
        try
        {
            // Only the owner (or root, who need not fear) may do this.
            File.SetUnixFileMode(folder, Private);
        }
        catch (UnauthorizedAccessException)
        {
            attributes |= FileAttributes.ReparsePoint;
        }

        if (attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw new PodletException(
                ExitCodes.BadPlan,
                $"{folder} is there already and belongs to somebody else, or is a link: remove it from {Environment.MachineName}.");
        }
    }

    private static string Below(string folder, string path) =>
        path.Length == 0 || path.StartsWith('/') || path.Split('/').Any(part => part is "" or "." or "..")
            ? throw new PodletException(ExitCodes.BadPlan, "what came with the batch script names a path outside of the job folder.")
            : Path.Combine(folder, path);

    private static void Write(string path, NodeFile file)
    {
        // Of an earlier start of the job: it may be read-only.
        File.Delete(path);
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using FileStream stream = new(path, options);
        stream.Write(file.Content);
        File.SetUnixFileMode(stream.SafeFileHandle, (UnixFileMode)file.Mode & ~NotOwner);
    }
}
