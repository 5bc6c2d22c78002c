using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>
/// A container's variables on the command line of a client that is told their names and takes the values from its own environment: so no
/// value is seen in a list of processes. But what the client, its shell, its loader or mpiexec would take for themselves must not be in
/// their environment: there it could start other programs outside of the container. Such a variable goes with its value.
/// </summary>
internal static class ClientVariables
{
    // Whole names wherever a beginning would take in passwords, such as DOCKER_PASSWORD or GOOGLE_API_KEY.
    private static readonly string[] Names =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TERM", "LANG", "IFS", "ENV", "CDPATH", "GLOBIGNORE", "SHELLOPTS", "PS4",
        "POSIXLY_CORRECT", "NOTIFY_SOCKET", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "GODEBUG", "GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK", "GOCOVERDIR",
        "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_API_VERSION",
        "DOCKER_CONTENT_TRUST", "DOCKER_CONTENT_TRUST_SERVER", "DOCKER_DEFAULT_PLATFORM", "DOCKER_CUSTOM_HEADERS",
        "CONTAINER_HOST", "CONTAINER_SSHKEY", "CONTAINER_CONNECTION", "CONTAINER_PROXY",
        "PODMAN_USERNS", "PODMAN_CONNECTIONS_CONF", "REGISTRY_AUTH_FILE", "STORAGE_DRIVER", "STORAGE_OPTS",
    ];

    private static readonly string[] Prefixes =
    [
        "LD_", "LC_", "GLIBC_", "MALLOC_", "BASH", "XDG_", "DBUS_", "CONTAINERS_", "_CONTAINERS_", "BUILDAH_", "DOCKER_CLI_", "ENROOT_",
        "OMPI_", "PMIX_", "PMI_", "PRTE_", "HYDRA_", "I_MPI_", "MPIEXEC_",
    ];

    /// <summary>Adds an <c>--env</c> for each variable, of those with the same name the last; what the client's environment has to hold.</summary>
    public static List<EnvironmentVariable> Add(List<string> words, IReadOnlyList<EnvironmentVariable> variables)
    {
        List<EnvironmentVariable> passed = [];
        foreach (EnvironmentVariable variable in variables.GroupBy(one => one.Name, StringComparer.Ordinal).Select(same => same.Last()))
        {
            bool taken = IsTaken(variable.Name);
            words.AddRange(["--env", taken ? variable.Name + "=" + variable.Value : variable.Name]);
            if (!taken)
                passed.Add(variable);
        }

        return passed;
    }

    /// <summary>True for a variable that means something to a client, its shell, its loader or mpiexec.</summary>
    public static bool IsTaken(string name) =>
        Names.Contains(name, StringComparer.Ordinal) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
