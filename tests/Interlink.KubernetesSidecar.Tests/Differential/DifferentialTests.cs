using System.Text;
using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Tests.Configuration;
using Interlink.KubernetesSidecar.Tests.Translation;
using Interlink.KubernetesSidecar.Translation;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Tests.Differential;

/// <summary>
/// What the Python plugin (commit cfebf48) sends to a remote cluster, recorded, against what this program sends.
/// </summary>
public sealed class DifferentialTests
{
    /// <summary>What objects have here only.</summary>
    private static readonly string[] Ours =
    [
        ".metadata.labels.interlink.io/sidecar",
        ".metadata.annotations.interlink.io/source.containers",
        ".spec.automountServiceAccountToken",
    ];

    /// <summary>What it has there only, and servers overwrite.</summary>
    private const string Uid = ".metadata.uid";

    /// <summary>Each program's own script.</summary>
    private const string MeshScript = "Pod.spec.initContainers[0].args[";

    public static TheoryData<string> Cases => [.. PythonCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pod_becomes_what_the_Python_plugin_makes_of_it_except_for_what_is_listed(string name)
    {
        var recorded = PythonCase.Read(name);
        var ours = FlatObjects.Of(Translate(recorded.Request));
        var theirs = FlatObjects.Of((recorded.Python ?? []).Select(entry => (JsonObject)entry!));
        var found = ours.Keys.Union(theirs.Keys)
            .Where(path => ours.GetValueOrDefault(path) != theirs.GetValueOrDefault(path) && !IsKnown(path))
            .ToDictionary(path => path, path => (Python: theirs.GetValueOrDefault(path), Ours: ours.GetValueOrDefault(path)));

        if (recorded.Python is not null)
            Assert.Equal(Told(recorded.Differences), Told(found));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_made_twice_for_which_the_Python_plugin_takes_all_away(string name)
    {
        var names = Translate(PythonCase.Read(name).Request).Select(json => ((string)json["kind"]!, (string)json["metadata"]!["name"]!)).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_object_has_a_mark_of_the_program_that_made_it(string name) => Assert.All(
        Translate(PythonCase.Read(name).Request),
        json => Assert.Equal("me", (string?)json["metadata"]!["labels"]!["interlink.io/sidecar"]));

    [Fact]
    public void A_pod_says_which_containers_were_asked_for_and_gets_no_rights()
    {
        var pod = FlatObjects.Of(Translate(PythonCase.Read("one-container").Request));

        Assert.Equal("\"main\"", pod["Pod.metadata.annotations.interlink.io/source.containers"]);
        Assert.Equal("false", pod["Pod.spec.automountServiceAccountToken"]);
    }

    [Fact]
    public void The_documented_table_has_the_recorded_pods_and_no_others() => Assert.Equal(
        Documentation.Cells("## Pod by pod").Order(),
        PythonCase.Names.Select(name => PythonCase.Read(name).Row).Order());

    private static bool IsKnown(string path) =>
        path.EndsWith(Uid, StringComparison.Ordinal) || path.StartsWith(MeshScript, StringComparison.Ordinal)
        || Ours.Any(end => path.EndsWith(end, StringComparison.Ordinal));

    private static IEnumerable<JsonObject> Translate(JsonObject request)
    {
        var set = new PodTranslator(Translated.Options, "me").Translate(CreateRequest.Parse(Encoding.UTF8.GetBytes(request.ToJsonString())));
        return set.Sources.Append(set.Pod).Select(made => made.Json);
    }

    private static string Told(IReadOnlyDictionary<string, (string? Python, string? Ours)> differences) => string.Join('\n', differences
        .OrderBy(difference => difference.Key, StringComparer.Ordinal)
        .Select(difference => $$"""{"path": "{{difference.Key}}", "python": {{difference.Value.Python ?? "null"}}, "ours": {{difference.Value.Ours ?? "null"}}}"""));
}
