using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>A token in a file that others keep fresh: a mounted service account token is replaced every hour.</summary>
internal sealed partial class TokenFileCredential : ICredential
{
    private readonly WatchedFile<Identity> _identity;

    /// <exception cref="KubeConfigException">The file cannot be read or is empty.</exception>
    public TokenFileCredential(string path, ILogger logger) => _identity = new WatchedFile<Identity>([path], () => Read(path))
    {
        Kept = (changed, failure) => LogKept(logger, changed, failure.Message),
    };

    public ValueTask<Identity> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_identity.Current);

    public bool Refused(Identity identity) => !ReferenceEquals(identity, _identity.Current);

    private static Identity Read(string path)
    {
        try
        {
            string token = File.ReadAllText(path).Trim();
            return token.Length > 0 && !token.Any(char.IsControl)
                ? new Identity("Bearer " + token)
                : throw new KubeConfigException($"The token file '{path}' is empty or holds more than one line.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"The token file '{path}' cannot be read: {e.Message}", e);
        }
    }

    [LoggerMessage(EventId = 1501, Level = LogLevel.Error,
        Message = "'{Path}' has changed and cannot be used, the token before it stays: {Reason}")]
    private static partial void LogKept(ILogger logger, string path, string reason);
}
