using System.Security.Cryptography;
using System.Text;
using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>
/// <c>podlet enroot</c>: a container's first process while enroot gets it ready, and then enroot itself. An image is fetched once per node
/// and user, whoever of the user's jobs comes first; the others wait for it.
/// </summary>
internal static unsafe class EnrootCommand
{
    private const int WriteCreateCloseOnExec = 1 | 0x40 | 0x80000;
    private const int Exclusive = 2;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static int Run(string path, string name)
    {
        JobFolder folder = new(path);
        PodPlan plan = folder.ReadPlan();
        ContainerPlan container = MountSources.Settle(plan.InitContainers.Concat(plan.Containers).First(candidate => candidate.Name == name));
        string image = container.Image.StartsWith('/') ? container.Image : Fetch(folder, plan, container);
        Step(EnrootRuntime.Create(plan, container, image), folder, container);
        IReadOnlyList<string> words = EnrootRuntime.Start(plan, container);
        using Utf8Block start = new(words);
        SignalMask.Reset();
        LibC.ExecuteFromPath(start.First, start.Pointers);
        throw new PodletException(ExitCodes.CannotExecute, $"\"{words[0]}\" cannot be started: {Errno.Text(Errno.Last)}.");
    }

    private static string Fetch(JobFolder folder, PodPlan plan, ContainerPlan container)
    {
        string cache = Cache();
        string file = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(container.Image)))[..32] + ".sqsh");
        int held = Lock(file + ".lock");
        bool there = File.Exists(file);
        if (!there && container.PullPolicy == PullPolicy.Never)
            throw new PodletException(ExitCodes.CannotStart, $"the image {container.Image} is not on {Environment.MachineName}, and imagePullPolicy is Never.");
        if (!there || container.PullPolicy == PullPolicy.Always)
        {
            string fetched = file + ".new";
            File.Delete(fetched);
            Step(EnrootRuntime.Import(plan, container.Image, fetched), folder, container);
            File.Move(fetched, file, overwrite: true);
        }

        _ = LibC.Close(held);
        return file;
    }

    // Of this user alone: an image that another could have put there would run with this one's rights.
    private static string Cache()
    {
        string path = $"/tmp/interlink-enroot-{LibC.UserId()}";
        Directory.CreateDirectory(path, Private);
        if (File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            throw new PodletException(ExitCodes.OsError, $"{path} is a link: remove it from {Environment.MachineName}.");
        // Refused unless it is this user's.
        File.SetUnixFileMode(path, Private);
        return path;
    }

    private static int Lock(string path)
    {
        using Utf8Block name = new([path]);
        int descriptor = LibC.Open(name.First, WriteCreateCloseOnExec, 0b110_000_000);
        while (descriptor >= 0 && LibC.Lock(descriptor, Exclusive) != 0 && Errno.Last == Errno.Interrupted)
        {
        }

        return descriptor;
    }

    /// <summary>What enroot says on the way is for the administrator, not for the container's log.</summary>
    private static void Step(IReadOnlyList<string> words, JobFolder folder, ContainerPlan container)
    {
        string output = folder.Of($"enroot-{container.Name}.out");
        int code = RuntimeStep.Run(words, output);
        if (code != 0)
            throw new PodletException(ExitCodes.CannotStart, $"enroot {words[^1]} ended with exit code {code}; see {output}.");
    }
}
