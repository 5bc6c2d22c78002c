using System.Text;
using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Executing;

/// <summary>The process below a runtime's that is the container's own first program, by which the container is joined.</summary>
internal static class ContainerProcess
{
    /// <summary>What apptainer's and singularity's own processes have in their environment, until one becomes the container's program.</summary>
    private static readonly byte[] StarterVariable = "ENGINE_CONFIG"u8.ToArray();

    /// <summary>What every program in such a container has in its environment, unless it was cleared.</summary>
    private static readonly byte[][] ContainerVariables = ["APPTAINER_CONTAINER="u8.ToArray(), "SINGULARITY_CONTAINER="u8.ToArray()];

    /// <summary>Its id; null when the container is only being made.</summary>
    /// <exception cref="UnauthorizedAccessException">The kernel does not let this user look at the container.</exception>
    public static int? Find(ContainerRuntime runtime, int process)
    {
        if (runtime == ContainerRuntime.Host)
            return process;
        string own = MountsOf(Environment.ProcessId);
        string outer = MountsOf(process);
        List<int> family = [process, .. ProcessTree.DescendantsOf(process).Select(entry => entry.Id)];
        List<int> inside = [];
        bool denied = false;
        foreach (int candidate in family)
        {
            try
            {
                if (MountsOf(candidate) is var mounts && mounts != own && (runtime == ContainerRuntime.Enroot || IsProgram(candidate, mounts, outer)))
                    inside.Add(candidate);
            }
            catch (UnauthorizedAccessException)
            {
                denied = true;
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        if (inside.Count == 0)
            return denied ? throw new UnauthorizedAccessException() : null;
        // Programs that serve a mounted image are in there as well.
        int named = inside.FindIndex(candidate => Environ(candidate).Exists(entry => Array.Exists(ContainerVariables, name => entry.AsSpan().StartsWith(name))));
        return inside[Math.Max(0, named)];
    }

    /// <summary>The environment a process was started with.</summary>
    public static List<byte[]> Environ(int process) => NullSeparated.Read($"/proc/{process}/environ");

    /// <summary>The value of a variable among the entries of an environment.</summary>
    public static string? ValueOf(List<byte[]> environment, string name)
    {
        byte[] start = Encoding.UTF8.GetBytes(name + "=");
        byte[]? entry = environment.Find(entry => entry.AsSpan().StartsWith(start));
        return entry is null ? null : Encoding.UTF8.GetString(entry.AsSpan(start.Length));
    }

    // A starter that watches has mounts of its own, and so have its servants.
    private static bool IsProgram(int candidate, string mounts, string outer) =>
        mounts != outer && !Environ(candidate).Exists(entry => entry.AsSpan().StartsWith(StarterVariable));

    private static string MountsOf(int process) => Namespaces.Read(process, "mnt");
}
