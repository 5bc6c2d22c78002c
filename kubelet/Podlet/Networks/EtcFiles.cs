using System.Text;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Networks;

/// <summary>Makes what containers see as <c>/etc/hosts</c> and <c>/etc/resolv.conf</c>: this node's own, and what the pod adds.</summary>
internal static class EtcFiles
{
    // Inside the container another user may have to read them; the job folder is the owner's alone.
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Writes the files of a plan that has some, anew: a job that is started once more may be on another node.</summary>
    /// <exception cref="PodletException">There is no room for them.</exception>
    public static void Write(string folder, PodPlan plan)
    {
        try
        {
            if (plan.Hosts is { } lines)
                Write(Path.Combine(folder, NodeFileNames.Hosts), Hosts(lines));
            if (plan.Resolver is { } resolver)
                Write(Path.Combine(folder, NodeFileNames.Resolver), ResolverText.Of(resolver, Node("/etc/resolv.conf")));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new PodletException(ExitCodes.CannotStart, $"the containers' /etc/hosts or /etc/resolv.conf cannot be made: {failed.Message}");
        }
    }

    private static string Hosts(IReadOnlyList<string> lines)
    {
        string node = Node("/etc/hosts");
        return (node.EndsWith('\n') || node.Length == 0 ? node : node + "\n") + string.Join('\n', lines) + "\n";
    }

    private static string Node(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, Private);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.SetUnixFileMode(path, Readable);
    }
}
