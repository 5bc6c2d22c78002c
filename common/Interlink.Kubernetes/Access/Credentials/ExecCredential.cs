using Interlink.Processes;
using Interlink.Protocol;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>
/// Credentials of a plugin: it runs when there are none, when they end within 10 s, or when the server refused them; once for all who wait.
/// </summary>
internal sealed partial class ExecCredential(ExecPlugin plugin, AccessServices services) : ICredential
{
    /// <summary>What it may take: some plugins ask a server of their own.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private volatile ExecAnswer? _last;

    public async ValueTask<Identity> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Usable() is { } brought)
            {
                return brought;
            }

            ExecAnswer answer = ExecAnswer.Read(await RunAsync(cancellationToken).ConfigureAwait(false), plugin);
            _last = answer;
            return answer.Identity;
        }
        finally
        {
            _one.Release();
        }
    }

    public bool Refused(Identity identity)
    {
        // Others may have seen the same refusal, and the plugin may have run since.
        ExecAnswer? last = _last;
        if (last is not null && ReferenceEquals(last.Identity, identity))
        {
            LogRefused(services.Logger, plugin.Command);
            Interlocked.CompareExchange(ref _last!, null, last);
        }

        return true;
    }

    private Identity? Usable() =>
        _last is { } last && (last.Expires is not { } end || end - Margin > services.Time.GetUtcNow()) ? last.Identity : null;

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var command = new Command(plugin.Command, plugin.Arguments)
        {
            Environment = new Dictionary<string, string?>(plugin.Environment) { ["KUBERNETES_EXEC_INFO"] = plugin.Info },
            Timeout = Limit,
            OutputLimitBytes = 1024 * 1024,
        };
        CommandResult result;
        try
        {
            result = await services.Commands.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CommandStartException or CommandOutputTooLargeException)
        {
            string hint = plugin.InstallHint is { } text ? " " + text : "";
            throw new KubernetesException($"{plugin.Origin}: the credential plugin did not run: {e.Message}{hint}", e);
        }

        return result switch
        {
            { TimedOut: true } => throw new KubernetesException(
                $"{plugin.Origin}: the credential plugin {plugin.Command} did not end within {Limit.TotalSeconds} s."),
            { ExitCode: 0 } => result.StandardOutput,
            _ => throw new KubernetesException(
                $"{plugin.Origin}: the credential plugin {plugin.Command} failed with exit code {result.ExitCode}: {Words(result)}"),
        };
    }

    /// <summary>The program's last words to people; whatever is as long as a token is left out.</summary>
    private static string Words(CommandResult result)
    {
        string last = result.StandardError.TrimEnd().Split('\n')[^1];
        string words = string.Join(' ', last.Split(' ').Select(word => word.Length > 60 ? "…" : word));
        return words.Length == 0 ? "it says nothing" : SentenceText.OneLine(words.Length > 300 ? words[..300] : words);
    }

    [LoggerMessage(EventId = 1504, Level = LogLevel.Information,
        Message = "The server does not accept the credentials of {Command} any more; it is asked for new ones")]
    private static partial void LogRefused(ILogger logger, string command);
}
