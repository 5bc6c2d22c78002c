using System.Text;

namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>A token or password that was written into the kubeconfig, or nothing at all.</summary>
internal sealed class FixedCredential(Identity identity) : ICredential
{
    public static FixedCredential Nobody { get; } = new(Identity.Nobody);

    public static FixedCredential Bearer(string token) => new(new Identity("Bearer " + token));

    public static FixedCredential Basic(string user, string password) =>
        new(new Identity("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));

    public ValueTask<Identity> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(identity);

    public bool Refused(Identity refused) => false;
}
