using System.Security.Cryptography;
using Interlink.Hosting.Files;
using Interlink.Protocol;

namespace Interlink.KubernetesSidecar.State;

/// <summary>What outlives the sidecar: its name, and deletions that the remote cluster has not seen to yet.</summary>
internal sealed class StateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int NameBytes = 6;

    private StateFolder(string path, string instance)
    {
        Deletions = Path.Combine(path, "deletions");
        Instance = instance;
    }

    /// <summary>The folder of deletions.</summary>
    public string Deletions { get; }

    /// <summary>The sidecar's name among others of one cluster.</summary>
    public string Instance { get; }

    /// <summary>Makes the folder where there is none; a name that is not configured is made up once.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static StateFolder Open(string path, string? configuredInstance)
    {
        try
        {
            _ = Directory.CreateDirectory(path, OwnerOnly);
            var state = new StateFolder(path, configuredInstance ?? Name(Path.Combine(path, "instance")));
            _ = Directory.CreateDirectory(state.Deletions, OwnerOnly);
            return state;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    private static string Name(string file)
    {
        if (File.Exists(file) && File.ReadAllText(file).Trim() is var kept && KubernetesNames.Namespace(kept) is null)
            return kept;
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        PrivateFile.Replace(file, made + "\n");
        return made;
    }
}
