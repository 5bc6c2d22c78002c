using Interlink.Planning.Environments;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Tests.Planning;

public class EnvironmentTests
{
    [Theory]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(B)", "x1y2")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$(C)", "$(C)")]
    [InlineData("$A $ $(A", "$A $ $(A")]
    [InlineData("$$$$", "$$")]
    [InlineData("$()", "$()")]
    [InlineData("", "")]
    public void Variables_expand_as_in_Kubernetes(string text, string expected) =>
        Assert.Equal(expected, VariableExpansion.Expand(text, name => name switch { "A" => "1", "B" => "2", _ => null }));

    [Fact]
    public void Variables_see_those_before_them_and_commands_see_all()
    {
        var main = Plans.Plan(Plans.Pod("""
            {"env":[{"name":"A","value":"$(B)"},{"name":"B","value":"b"},{"name":"C","value":"$(B)-$$(B)"},{"name":"A","value":"$(A)!"}],
             "command":["$(C)","$(Z)"],"args":["$(HOSTNAME)"]}
            """)).Container();
        Assert.Equal(["HOSTNAME", "A", "B", "C"], main.Environment.Select(variable => variable.Name));
        Assert.Equal("$(B)!", main.Variable("A"));
        Assert.Equal("b-$(B)", main.Variable("C"));
        Assert.Equal(["b-$(B)", "$(Z)"], main.Command);
        Assert.Equal(["p"], main.Args);
    }

    [Theory]
    [InlineData("{}", "{}", "p")]
    [InlineData("{}", """{"hostname":"h"}""", "h")]
    [InlineData("""{"env":[{"name":"HOSTNAME","value":"mine"}]}""", "{}", "mine")]
    public void Hostname_is_the_pods_unless_the_pod_sets_it(string container, string spec, string expected) =>
        Assert.Equal(expected, Plans.Plan(Plans.Pod(container, spec)).Container().Variable("HOSTNAME"));

    [Fact]
    public void Config_maps_and_secrets_become_variables()
    {
        var plan = Plans.Plan(Plans.Pod(
            """
            {"envFrom":[{"prefix":"P_","configMapRef":{"name":"cm"}},{"secretRef":{"name":"s"}},
                        {"configMapRef":{"name":"no","optional":true}}],
             "env":[{"name":"K","valueFrom":{"configMapKeyRef":{"name":"cm","key":"a"}}},
                    {"name":"S","valueFrom":{"secretKeyRef":{"name":"s","key":"b"}}},
                    {"name":"N","valueFrom":{"secretKeyRef":{"name":"s","key":"none","optional":true}}},
                    {"name":"E","value":"$(P_a)$(b)"}]}
            """,
            volumes: """
                {"configMaps":[{"metadata":{"name":"cm"},"data":{"a":"1"}}],
                 "secrets":[{"metadata":{"name":"s"},"data":{"b":"Mg=="}}]}
                """));
        var main = plan.Container();
        Assert.Equal("1", main.Variable("P_a"));
        Assert.Equal("2", main.Variable("b"));
        Assert.Equal("1", main.Variable("K"));
        Assert.Equal("2", main.Variable("S"));
        Assert.Null(main.Variable("N"));
        Assert.Equal("12", main.Variable("E"));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Keys_that_are_no_names_of_variables_are_skipped_with_a_warning()
    {
        var plan = Plans.Plan(Plans.Pod(
            """{"envFrom":[{"configMapRef":{"name":"cm"}}]}""",
            volumes: """{"configMaps":[{"metadata":{"name":"cm"},"data":{"1st":"x","x=y;id":"x","a.b-c":"kept"}}]}"""));
        Assert.Equal("kept", plan.Container().Variable("a.b-c"));
        Assert.Equal(["HOSTNAME", "a.b-c"], plan.Container().Environment.Select(variable => variable.Name));
        Assert.Equal(2, plan.Warnings.Count);
    }

    [Theory]
    [InlineData("""{"configMapKeyRef":{"name":"gone","key":"k"}}""", "gone")]
    [InlineData("""{"configMapKeyRef":{"name":"cm","key":"gone"}}""", "gone")]
    [InlineData("""{"secretKeyRef":{"name":"gone","key":"k"}}""", "gone")]
    [InlineData("""{"fieldRef":{"fieldPath":"status.startTime"}}""", "status.startTime")]
    [InlineData("""{"fieldRef":{"fieldPath":"metadata.labels"}}""", "metadata.labels")]
    [InlineData("""{"resourceFieldRef":{"resource":"limits.unicorns"}}""", "limits.unicorns")]
    [InlineData("""{"resourceFieldRef":{"resource":"limits.cpu","containerName":"gone"}}""", "containerName")]
    [InlineData("""{"fileKeyRef":{"path":"x"}}""", "kind")]
    public void What_cannot_be_resolved_is_named(string source, string named)
    {
        string refusal = Plans.Refusal(Plans.Pod(
            $$$"""{"env":[{"name":"V","valueFrom":{{{source}}}}]}""",
            volumes: """{"configMaps":[{"metadata":{"name":"cm"},"data":{"k":"1"}}]}"""));
        Assert.Contains("'V'", refusal, StringComparison.Ordinal);
        Assert.Contains(named, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata.name", "p")]
    [InlineData("metadata.namespace", "default")]
    [InlineData("metadata.uid", "u1")]
    [InlineData("metadata.labels['app/x']", "web")]
    [InlineData("metadata.labels['none']", "")]
    [InlineData("metadata.annotations['a']", "it's")]
    [InlineData("spec.nodeName", "n1")]
    [InlineData("spec.serviceAccountName", "sa")]
    [InlineData("status.podIP", "10.0.0.9")]
    [InlineData("status.hostIP", "")]
    public void Fields_of_the_pod_become_values(string path, string expected)
    {
        var plan = Plans.Plan(Plans.Pod(
            $$$$"""{"env":[{"name":"V","valueFrom":{"fieldRef":{"fieldPath":"{{{{path}}}}"}}}]}""",
            """{"nodeName":"n1","serviceAccountName":"sa"}""",
            """{"labels":{"app/x":"web"},"annotations":{"a":"it's","interlink.eu/pod-ip":"10.0.0.9"}}"""));
        Assert.Equal(expected, plan.Container().Variable("V"));
    }

    [Theory]
    [InlineData("limits.cpu", "0", "2")]
    [InlineData("limits.cpu", "1m", "1500")]
    [InlineData("limits.memory", "1Mi", "2")]
    [InlineData("limits.memory", "1", "1500000")]
    [InlineData("requests.cpu", "1m", "250")]
    [InlineData("requests.memory", "1", "1500000")]
    public void Resources_become_values_rounded_up(string resource, string divisor, string expected)
    {
        var plan = Plans.Plan(Plans.Pod(
            $$$$"""
            {"resources":{"limits":{"cpu":"1500m","memory":"1500k"},"requests":{"cpu":"250m"}},
             "env":[{"name":"V","valueFrom":{"resourceFieldRef":{"resource":"{{{{resource}}}}","divisor":"{{{{divisor}}}}"}}}]}
            """));
        Assert.Equal(expected, plan.Container().Variable("V"));
    }

    [Fact]
    public void A_container_without_a_limit_sees_what_the_job_has()
    {
        var request = Plans.Flags("-c 6 --mem=2G", """
            {"env":[{"name":"C","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}},
                    {"name":"M","valueFrom":{"resourceFieldRef":{"resource":"limits.memory","divisor":"1Gi"}}}]}
            """);
        Assert.Equal("6", Plans.Plan(request).Container().Variable("C"));
        Assert.Equal("2", Plans.Plan(request).Container().Variable("M"));
    }

    [Theory]
    [InlineData("""{"env":[{"name":"","value":"x"}]}""")]
    [InlineData("""{"env":[{"name":"A=B","value":"x"}]}""")]
    [InlineData("""{"env":[{"name":"A","value":"x\u0000y"}]}""")]
    [InlineData("""{"args":["x\u0000y"]}""")]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"gone"}}]}""")]
    [InlineData("""{"envFrom":[{"prefix":"x"}]}""")]
    public void What_no_environment_can_hold_is_refused(string container) => Plans.Refusal(Plans.Pod(container));

    [Fact]
    public void Values_keep_every_other_character()
    {
        const string Wild = "a'b\"c`d$(id)\\ \n\t;é☃$HOME";
        var request = Plans.Pod();
        request["pod"]!["spec"]!["containers"]![0]!["env"] =
            new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["name"] = "W", ["value"] = Wild });
        Assert.Equal(Wild, Plans.Plan(request).Container().Variable("W"));
    }

    [Fact]
    public void A_value_never_shows_in_a_records_text() =>
        Assert.DoesNotContain("hunter2", new EnvironmentVariable("A", "hunter2").ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_subscript_of_a_field_needs_a_key() => Plans.Refusal(Plans.Pod(
        """{"env":[{"name":"V","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['']"}}}]}"""));

    [Fact]
    public void The_pod_ip_annotation_is_known_by_its_name() => Assert.Equal("interlink.eu/pod-ip", PodAnnotations.PodIp);
}
