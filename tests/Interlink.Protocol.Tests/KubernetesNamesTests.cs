namespace Interlink.Protocol.Tests;

public sealed class KubernetesNamesTests
{
    private static readonly string Label63 = new('a', 63);

    public static TheoryData<string, string?, bool> Names => new()
    {
        { "namespace", "default", true },
        { "namespace", "a-1", true },
        { "namespace", Label63, true },
        { "namespace", Label63 + "a", false },
        { "namespace", "a.b", false },
        { "namespace", "A", false },
        { "namespace", "-a", false },
        { "namespace", "a-", false },
        { "namespace", "", false },
        { "namespace", null, false },
        { "namespace", "..", false },
        { "namespace", "a/b", false },
        { "namespace", "a\n", false },
        { "namespace", "ä", false },
        { "pod", "a.b-c.1", true },
        { "pod", string.Join('.', Enumerable.Repeat(new string('a', 62), 4)), true },
        { "pod", string.Join('.', Enumerable.Repeat(new string('a', 63), 4)), false },
        { "pod", "a..b", false },
        { "pod", ".a", false },
        { "pod", "a.", false },
        { "pod", "a.-b", false },
        { "container", "main-1", true },
        { "container", "main.1", false },
        { "volume", "kube-api-access-x", true },
        { "volume", "../x", false },
        { "config map", "kube-root-ca.crt", true },
        { "config map", "a/b", false },
        { "key", "app.conf", true },
        { "key", ".dockerconfigjson", true },
        { "key", "a..b", true },
        { "key", "A_b-C", true },
        { "key", new string('k', 253), true },
        { "key", new string('k', 254), false },
        { "key", ".", false },
        { "key", "..", false },
        { "key", "..x", false },
        { "key", "a/b", false },
        { "key", "a b", false },
        { "key", "", false },
        { "item", "a", true },
        { "item", "a/b/c.txt", true },
        { "item", "a b/ż", true },
        { "item", "/a", false },
        { "item", "a/", false },
        { "item", "a//b", false },
        { "item", "../a", false },
        { "item", "a/../b", false },
        { "item", "a/./b", false },
        { "item", "..a", false },
        { "item", "a\0b", false },
        { "item", "", false },
        { "uid", "a0000005-1111-4222-8333-000000000005", true },
        { "uid", "A.b_c-1", true },
        { "uid", Label63, true },
        { "uid", Label63 + "a", false },
        { "uid", "-a", false },
        { "uid", ".a", false },
        { "uid", "..", false },
        { "uid", "a/b", false },
        { "uid", "a\n", false },
        { "uid", "", false },
        { "variable", "A", true },
        { "variable", "a.b-c d", true },
        { "variable", "A=B", false },
        { "variable", "A\0", false },
        { "variable", "", false },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_keeps_its_rule_or_gets_a_sentence(string kind, string? name, bool valid)
    {
        string? problem = kind switch
        {
            "namespace" => KubernetesNames.Namespace(name),
            "pod" => KubernetesNames.Pod(name),
            "container" => KubernetesNames.Container(name),
            "volume" => KubernetesNames.Volume(name),
            "config map" => KubernetesNames.ConfigMap(name),
            "key" => KubernetesNames.ConfigMapKey(name),
            "item" => KubernetesNames.ItemPath(name),
            "uid" => KubernetesNames.PodUid(name),
            _ => KubernetesNames.EnvironmentName(name),
        };
        Assert.Equal(valid, problem is null);
        if (problem is not null)
        {
            Assert.EndsWith(".", problem);
            Assert.Contains(kind, problem, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(problem, char.IsControl);
        }
    }

    [Fact]
    public void A_sentence_quotes_the_name_shortened()
    {
        Assert.Equal(
            "The namespace \"A/B\" is not valid: it must be at most 63 lower-case letters, digits and '-', "
            + "and begin and end with a letter or digit (RFC 1123 label).",
            KubernetesNames.Namespace("A/B"));
        Assert.Contains($"\"{new string('x', 80)}…\"", KubernetesNames.PodUid(new string('x', 10_000)));
        Assert.StartsWith("The pod UID is missing; it must be ", KubernetesNames.PodUid(null));
    }
}
