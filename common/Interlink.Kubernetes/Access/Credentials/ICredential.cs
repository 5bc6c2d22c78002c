namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>Says who asks.</summary>
internal interface ICredential
{
    /// <summary>What to show now.</summary>
    /// <exception cref="KubernetesException">There is nothing to show.</exception>
    ValueTask<Identity> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server did not accept it.</summary>
    /// <returns>True when asking again may give another one.</returns>
    bool Refused(Identity identity);
}
