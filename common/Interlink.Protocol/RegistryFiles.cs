namespace Interlink.Protocol;

/// <summary>Names of the files in which a job folder keeps the passwords of image registries; see <see cref="Folder"/>.</summary>
public static class RegistryFiles
{
    /// <summary>The folder, below the job folder.</summary>
    public const string Folder = "registry";

    /// <summary>Docker's format: <c>{"auths": {…}}</c>.</summary>
    public const string Config = "config.json";

    /// <summary>The same as enroot reads it, in the format of netrc.</summary>
    public const string Credentials = ".credentials";
}
