using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol;

namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>What a credential plugin printed.</summary>
/// <param name="Identity">The credentials.</param>
/// <param name="Expires">When they end; null when they do not say.</param>
internal sealed record ExecAnswer(Identity Identity, DateTimeOffset? Expires)
{
    /// <exception cref="KubernetesException">It is no answer of a plugin. Nothing of the output is in the message.</exception>
    public static ExecAnswer Read(string output, ExecPlugin plugin)
    {
        JsonObject? answer;
        try
        {
            answer = JsonNode.Parse(output) as JsonObject;
        }
        catch (JsonException)
        {
            // The exception would quote the output, which may hold a token.
            throw Wrong(plugin, "did not print JSON");
        }

        if (Text(answer, "kind") != "ExecCredential" || Text(answer, "apiVersion") != plugin.ApiVersion)
        {
            throw Wrong(plugin, $"did not print an ExecCredential of {plugin.ApiVersion}");
        }

        var status = answer!["status"] as JsonObject;
        string? token = Text(status, "token");
        (string? certificate, string? key) = (Text(status, "clientCertificateData"), Text(status, "clientKeyData"));
        if (token is null && certificate is null)
        {
            throw Wrong(plugin, "printed neither a token nor a certificate");
        }

        if (certificate is null != key is null || token?.Any(char.IsControl) == true)
        {
            throw Wrong(plugin, "printed a certificate without its key, a key without its certificate, or a token of several lines");
        }

        DateTimeOffset? expires = null;
        if (Text(status, "expirationTimestamp") is { } text)
        {
            expires = GoTime.TryParseRfc3339(text, out DateTimeOffset time) ? time
                : throw Wrong(plugin, "printed an expirationTimestamp that is no RFC 3339 time");
        }

        return new ExecAnswer(new Identity(token is null ? null : "Bearer " + token, CertificateOf(certificate, key, plugin)), expires);
    }

    public override string ToString() => nameof(ExecAnswer);

    private static ClientCertificate? CertificateOf(string? certificate, string? key, ExecPlugin plugin)
    {
        try
        {
            return certificate is null ? null : ClientCertificate.Read(certificate, key!, plugin.Origin);
        }
        catch (KubeConfigException e)
        {
            throw new KubernetesException(e.Message, e);
        }
    }

    private static KubernetesException Wrong(ExecPlugin plugin, string what) =>
        new($"{plugin.Origin}: the credential plugin {plugin.Command} {what}.");

    private static string? Text(JsonObject? json, string field) =>
        json?[field] is { } node && node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is { Length: > 0 } text ? text : null;
}
