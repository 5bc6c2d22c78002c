namespace Interlink.Hosting.Access;

/// <summary>
/// A way for callers to show who they are. A program that registers some, or has a token file, lets in whom one of them knows; without any,
/// whoever can connect.
/// </summary>
public interface ICallerCheck
{
    /// <summary>What a caller has to send, as the end of the sentence "send the header 'Authorization: Bearer …' with …".</summary>
    string Wanted { get; }

    /// <summary>Whether an Authorization header shows somebody who may call. It is never logged, whole or in part.</summary>
    /// <exception cref="Pods.PodRequestException">It cannot be told now.</exception>
    ValueTask<bool> KnowsAsync(string? authorization, CancellationToken cancellationToken);
}
