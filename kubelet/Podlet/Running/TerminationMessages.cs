using System.Text;
using Interlink.Podlet.Logs;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Running;

/// <summary>The last words of containers. Limits as the kubelet's: 4096 bytes of the file, 2048 bytes or 80 lines of the log.</summary>
internal static class TerminationMessages
{
    private const int FileBytes = 4096;
    private const int LogBytes = 2048;
    private const int LogLines = 80;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Private | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes an empty file for the run that begins.</summary>
    /// <exception cref="PodletException">There is no room for it.</exception>
    public static void Prepare(ContainerPlan container)
    {
        if (container.TerminationMessage?.File is not { } file)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!, Private | UnixFileMode.UserExecute);
            File.WriteAllBytes(file, []);
            // The folder is the owner's alone; inside the container another user may have to write.
            File.SetUnixFileMode(file, container.Security?.User is null ? Private : Everybody);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new PodletException(ExitCodes.CannotStart, $"the file for the container's last words cannot be made: {failed.Message}");
        }
    }

    /// <summary>What the run that ended has left; null when that is nothing.</summary>
    public static string? Read(ContainerPlan container, int exitCode, ContainerLog log)
    {
        if (container.TerminationMessage is not { } plan)
            return null;
        try
        {
            string words = plan.File is { } file ? Text(file, 0, FileBytes, fromEnd: false) : "";
            if (words.Length == 0 && plan.FromLog && exitCode != 0)
                words = LastLines(Text(log.Path, log.RunBegan, LogBytes, fromEnd: true));
            return words.Length == 0 ? null : words;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(string path, long first, int most, bool fromEnd)
    {
        if (!File.Exists(path))
            return "";
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = fromEnd ? Math.Max(first, stream.Length - most) : first;
        byte[] bytes = new byte[most];
        return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false));
    }

    private static string LastLines(string text)
    {
        int start = text.Length;
        for (int lines = 0; lines <= LogLines && start >= 0; lines++)
            start = start == 0 ? -1 : text.LastIndexOf('\n', start - 1);
        return text[(start + 1)..];
    }
}
