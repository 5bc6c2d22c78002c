using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Folders;

/// <summary>The exit codes that a script has left for the containers it stands for.</summary>
internal static class LeftExitCodes
{
    /// <summary>The highest of them and of <paramref name="own"/>, as the Go plugin's jobs end.</summary>
    public static int Highest(JobFolder folder, IEnumerable<ScriptedContainer> containers, int own) =>
        containers.Select(container => Read(folder.Of(JobFolderFiles.ExitCode(container.Name, container.Init)))).Append(own).Max();

    /// <summary>Removes those of an earlier run.</summary>
    public static void Forget(JobFolder folder, IEnumerable<ScriptedContainer> containers)
    {
        foreach (ScriptedContainer container in containers)
            folder.Remove(JobFolderFiles.ExitCode(container.Name, container.Init));
    }

    private static int Read(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), out int code) ? code : 0;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
