using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Scheduling;

/// <summary>
/// Where jobs find podlet. It is copied beside the job folders once per version, so that a compute node needs nothing installed and an
/// update of this program does not change a pod that waits or runs.
/// </summary>
internal sealed class PodletProgram
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private PodletProgram(string path) => Path = path;

    /// <summary>The absolute path jobs use.</summary>
    public string Path { get; }

    /// <summary>Puts the program in its place.</summary>
    /// <exception cref="IOException">There is no podlet, or no room for it.</exception>
    public static PodletProgram Install(JobFolders folders, string? configured, string version)
    {
        if (configured is not null)
            return new PodletProgram(configured);
        var source = System.IO.Path.Combine(AppContext.BaseDirectory, "podlet");
        if (!File.Exists(source))
        {
            throw new FileNotFoundException(
                $"{source} is missing: put podlet beside this program, or set PodletPath to where the nodes have it.");
        }
        var length = new FileInfo(source).Length;
        var written = File.GetLastWriteTimeUtc(source);
        // Two builds of one version differ in time: a rebuilt podlet must not be mistaken for the one already there.
        var target = System.IO.Path.Combine(folders.Programs, $"podlet-{version}-{written.Ticks / TimeSpan.TicksPerSecond:x}");
        if (!File.Exists(target) || new FileInfo(target).Length != length)
        {
            Directory.CreateDirectory(folders.Programs, Executable);
            File.SetUnixFileMode(folders.Programs, Executable);
            var temporary = target + ".new";
            File.Copy(source, temporary, overwrite: true);
            File.SetUnixFileMode(temporary, Executable);
            File.Move(temporary, target, overwrite: true);
        }
        return new PodletProgram(target);
    }
}
