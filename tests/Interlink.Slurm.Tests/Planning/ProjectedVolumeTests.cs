using System.Text.Json.Nodes;
using static Interlink.Slurm.Tests.Planning.Volumes;

namespace Interlink.Slurm.Tests.Planning;

public class ProjectedVolumeTests
{
    [Fact]
    public void A_projected_volume_is_what_was_sent_for_it()
    {
        var plan = PlanMounted(
            "\"projected\":{\"defaultMode\":256,\"sources\":[{\"serviceAccountToken\":{\"path\":\"token\"}}]}",
            volumes: """{"projectedvolumemaps":[{"metadata":{"name":"v"},"data":{"token":"t","nested/ca.crt":"c"}}]}""");
        Assert.Equal(
            [
                "projectedVolumeMaps/ 700", "projectedVolumeMaps/v/ 700", "projectedVolumeMaps/v/nested/ 700",
                "projectedVolumeMaps/v/nested/ca.crt 400", "projectedVolumeMaps/v/token 400",
            ],
            Listing(plan));
        Assert.True(Assert.Single(plan.Container().Mounts).ReadOnly);
    }

    [Fact]
    public void A_projected_volume_that_was_not_sent_is_composed_of_its_sources()
    {
        var plan = PlanMounted(
            """
            "projected":{"sources":[
              {"configMap":{"name":"cm","items":[{"key":"a","path":"one"}]}},
              {"secret":{"name":"s","items":[{"key":"k","path":"one"},{"key":"k","path":"two","mode":256}]}},
              {"downwardAPI":{"items":[{"path":"name","fieldRef":{"fieldPath":"metadata.name"}}]}}]}
            """,
            volumes: Map[..^1] + ""","secrets":[{"metadata":{"name":"s"},"data":{"k":"eA=="}}]}""");
        Assert.Equal("x", plan.Text("projectedVolumeMaps/v/one"));
        Assert.Equal("p", plan.Text("projectedVolumeMaps/v/name"));
        Assert.Contains("projectedVolumeMaps/v/two 400", Listing(plan));
    }

    [Fact]
    public void A_service_account_without_its_token_is_left_out_with_a_warning()
    {
        var plan = Plans.Plan(Plans.Pod(
            """{"volumeMounts":[{"name":"kube-api-access-zz","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]}""",
            """{"volumes":[{"name":"kube-api-access-zz","projected":{"sources":[{"configMap":{"name":"kube-root-ca.crt"}}]}}]}"""));
        Assert.Empty(plan.Container().Mounts);
        Assert.Contains("kube-api-access-zz", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_downward_api_volume_shows_fields_and_resources()
    {
        var request = Mounted(
            """
            "downwardAPI":{"items":[
              {"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}},
              {"path":"cpu","mode":256,"resourceFieldRef":{"containerName":"main","resource":"limits.cpu","divisor":"1m"}}]}
            """);
        request["pod"]!["metadata"]!["labels"] = JsonNode.Parse("""{"b":"say \"hi\"\n","a":"1"}""");
        request["pod"]!["spec"]!["containers"]![0]!["resources"] = JsonNode.Parse("""{"limits":{"cpu":"1"}}""");
        var plan = Plans.Plan(request);
        Assert.Equal("a=\"1\"\nb=\"say \\\"hi\\\"\\n\"", plan.Text("projectedVolumeMaps/v/labels"));
        Assert.Equal("1000", plan.Text("projectedVolumeMaps/v/cpu"));
    }
}
