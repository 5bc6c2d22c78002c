using System.Text;
using Interlink.Planning.Networks;
using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Environments;

/// <summary>
/// Resolves a container's variables as a kubelet would: host name, <c>envFrom</c>, then <c>env</c> with <c>$(NAME)</c> expanded.
/// </summary>
internal sealed class EnvironmentPlanner(PodView pod, SentSources sources, ContainerAmounts amounts, List<string> warnings)
{
    private const int MaxHostName = 63;

    public ContainerEnvironment Plan(ContainerView container)
    {
        var environment = new ContainerEnvironment();
        environment.Set("HOSTNAME", HostName());
        foreach (var from in container.EnvFrom)
            AddAll(environment, from, container);
        foreach (var variable in container.Env)
            Add(environment, variable, container);
        return environment;
    }

    private string HostName()
    {
        string name = PodHostName.Of(pod)?.Name ?? pod.HostName ?? pod.Name;
        return name.Length <= MaxHostName ? name : name[..MaxHostName].TrimEnd('-', '.');
    }

    private void AddAll(ContainerEnvironment environment, EnvironmentFromView from, ContainerView container)
    {
        string subject = $"The container '{container.Name}' takes its variables from";
        var content = from switch
        {
            { ConfigMapRef: { } map } => Found(sources.ConfigMapTexts(map.Name), map, $"{subject} the config map '{map.Name}'"),
            { SecretRef: { } secret } => Found(sources.Secret(secret.Name), secret, $"{subject} the secret '{secret.Name}'"),
            _ => throw Reject.Invalid($"{subject} something that is neither a config map nor a secret: name one of these."),
        };
        foreach (var (key, value) in content ?? new Dictionary<string, ReadOnlyMemory<byte>>())
        {
            string name = from.Prefix + key;
            if (IsVariableName(name))
                environment.Set(name, Text(value, $"The key '{key}' for a variable of the container '{container.Name}'"));
            else
                warnings.Add($"The container '{container.Name}' does not get the key '{Printable(key)}' as a variable: it is no name of "
                    + "a variable.");
        }
    }

    private static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Found(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? content, ObjectReference reference, string subject) =>
        content is null && !reference.Optional
            ? throw Reject.Invalid($"{subject}, which did not come with the pod: create it, or mark the reference optional.")
            : content;

    private void Add(ContainerEnvironment environment, EnvironmentView variable, ContainerView container)
    {
        if (KubernetesNames.EnvironmentName(variable.Name) is { } problem)
            throw Reject.Invalid($"The container '{container.Name}' has a variable that cannot be: {problem}");
        string subject = $"The variable '{Printable(variable.Name)}' of the container '{container.Name}'";
        string? value = variable.ValueFrom is { } source
            ? Resolve(source, container, subject)
            : environment.Expand(variable.Value ?? "");
        if (value is not null)
            environment.Set(variable.Name, WithoutNul(value, subject));
    }

    private string? Resolve(ValueSource source, ContainerView container, string subject) => source switch
    {
        ConfigMapKeyRef map => Key(sources.ConfigMapTexts(map.Name), map.Key, map.Optional, $"the config map '{map.Name}'", subject),
        SecretKeyRef secret => Key(sources.Secret(secret.Name), secret.Key, secret.Optional, $"the secret '{secret.Name}'", subject),
        FieldRef field => PodFields.Value(pod, field.FieldPath)
            ?? throw Reject.Invalid($"{subject} asks for the field '{Printable(field.FieldPath)}', which is not known here."),
        ResourceFieldRef resource => amounts.Value(resource, container, subject),
        UnknownValueSource { Kind.Length: > 0 } unknown => throw Reject.Invalid(
            $"{subject} takes its value from a kind of source that is not known here, {Printable(unknown.Kind)}: use another."),
        _ => throw Reject.Invalid($"{subject} takes its value from no kind of source: name one, or give it a value."),
    };

    private static string? Key(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? content, string key, bool optional, string source, string subject)
    {
        if (content is not null && content.TryGetValue(key, out var value))
            return Text(value, subject);
        if (optional)
            return null;
        string missing = content is null ? "did not come with the pod" : $"has no key '{Printable(key)}'";
        throw Reject.Invalid($"{subject} takes its value from {source}, which {missing}: create it, or mark the reference optional.");
    }

    private static string Text(ReadOnlyMemory<byte> value, string subject) => WithoutNul(Encoding.UTF8.GetString(value.Span), subject);

    private static string WithoutNul(string value, string subject) => value.Contains('\0', StringComparison.Ordinal)
        ? throw Reject.Invalid($"{subject} holds a NUL character, which no environment can: use a file instead.")
        : value;

    // Kubernetes' classic rule for names that were not chosen as variables.
    private static bool IsVariableName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string Printable(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
