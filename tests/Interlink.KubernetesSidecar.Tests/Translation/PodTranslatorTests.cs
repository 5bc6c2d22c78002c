using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Tests.Scenes;
using Interlink.KubernetesSidecar.Translation;

namespace Interlink.KubernetesSidecar.Tests.Translation;

public sealed class PodTranslatorTests
{
    private const string Uid = LocalPod.Uid;

    [Fact]
    public void Fields_that_nobody_knows_stay()
    {
        var spec = Translated.Spec("""{"inventedIn2031": {"a": [1, null, "x"]}, "containers": [{"name": "main", "image": "a", "novel": 1.50}]}""");

        Translated.Same("""{"a": [1, null, "x"]}""", spec["inventedIn2031"]);
        Assert.Equal("1.50", spec["containers"]![0]!["novel"]!.ToJsonString());
    }

    [Fact]
    public void What_means_nothing_in_the_remote_cluster_goes()
    {
        var set = Translated.Set(
            """
            {"serviceAccountName": "robot", "serviceAccount": "robot", "nodeName": "virtual", "nodeSelector": {"a": "b"}, "affinity": {},
             "priorityClassName": "high", "priority": 5, "schedulerName": "mine", "runtimeClassName": "kata", "readinessGates": [], "tolerations": [{"operator": "Exists"}]}
            """,
            """{"finalizers": ["x"], "ownerReferences": [{"name": "y"}], "managedFields": [], "resourceVersion": "7", "labels": {"app": "web"}}""");
        var metadata = (JsonObject)set.Pod.Json["metadata"]!;

        Translated.Same("""{"automountServiceAccountToken": false, "tolerations": [{"operator": "Exists"}], "containers": [{"name": "main", "image": "busybox"}]}""",
            Sorted(set.Pod.Json["spec"]!, "automountServiceAccountToken", "tolerations", "containers"));
        Assert.Equal(["annotations", "labels", "name", "namespace"], metadata.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal("web", (string?)metadata["labels"]!["app"]);
    }

    [Fact]
    public void Node_selector_and_tolerations_are_the_configured_ones()
    {
        var options = Translated.Options with
        {
            NodeSelector = new Dictionary<string, string> { ["pool"] = "batch" },
            Tolerations = (JsonArray)JsonNode.Parse("""[{"key": "batch", "operator": "Exists"}]""")!,
        };
        var spec = Translated.Spec("""{"nodeSelector": {"a": "b"}, "tolerations": [{"operator": "Exists"}]}""", options: options);

        Translated.Same("""{"pool": "batch"}""", spec["nodeSelector"]);
        Translated.Same("""[{"key": "batch", "operator": "Exists"}]""", spec["tolerations"]);
    }

    [Fact]
    public void References_of_the_environment_get_the_remote_names()
    {
        var spec = Translated.Spec("""
            {"containers": [{"name": "main", "image": "a",
              "envFrom": [{"configMapRef": {"name": "all"}}, {"secretRef": {"name": "hidden"}, "prefix": "P_"}],
              "env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "some", "key": "k"}}},
                      {"name": "B", "valueFrom": {"secretKeyRef": {"name": "more", "key": "k", "optional": true}}},
                      {"name": "C", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                      {"name": "D", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]}]}
            """);
        Translated.Same(
            $$$$"""
            {"name": "main", "image": "a",
              "envFrom": [{"configMapRef": {"name": "all-{{{{Uid}}}}"}}, {"secretRef": {"name": "hidden-{{{{Uid}}}}"}, "prefix": "P_"}],
              "env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "some-{{{{Uid}}}}", "key": "k"}}},
                      {"name": "B", "valueFrom": {"secretKeyRef": {"name": "more-{{{{Uid}}}}", "key": "k", "optional": true}}},
                      {"name": "C", "valueFrom": {"fieldRef": {"fieldPath": "metadata.annotations['interlink.io/source.name']"}}},
                      {"name": "D", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]}
            """,
            spec["containers"]![0]);
    }

    [Fact]
    public void Projected_files_of_the_local_cluster_become_a_secret()
    {
        var set = Translated.Set(
            """
            {"volumes": [{"name": "token", "projected": {"defaultMode": 288, "sources": [{"serviceAccountToken": {"path": "token"}}]}}],
             "containers": [{"name": "main", "image": "a", "volumeMounts": [{"name": "token", "mountPath": "/var/run/secrets"}]}]}
            """,
            volumes: """{"projectedvolumemaps": [{"metadata": {"name": "token"}, "data": {"token": "abc", "deep/ca.crt": "x"}}]}""");
        var secret = Assert.Single(set.Sources);

        Assert.Equal(ObjectKinds.Secret, secret.Kind);
        Assert.Equal("Opaque", (string?)secret.Json["type"]);
        Assert.Equal("YWJj", (string?)secret.Json["data"]!["token"]);
        Translated.Same(
            $$$"""
            [{"name": "token", "secret": {"secretName": "{{{secret.Name}}}", "defaultMode": 288,
              "items": [{"key": "file-1", "path": "deep/ca.crt"}, {"key": "token", "path": "token"}]}}]
            """,
            set.Pod.Json["spec"]!["volumes"]);
    }

    [Fact]
    public void Volumes_of_local_nodes_go_with_their_mounts_and_a_warning()
    {
        var set = Translated.Set("""
            {"volumes": [{"name": "host", "hostPath": {"path": "/etc"}}, {"name": "claim", "persistentVolumeClaim": {"claimName": "data"}},
                         {"name": "scratch", "emptyDir": {}}, {"name": "info", "downwardAPI": {"items": []}}],
             "containers": [{"name": "main", "image": "a", "volumeMounts": [{"name": "host", "mountPath": "/h"}, {"name": "scratch", "mountPath": "/s"},
                         {"name": "info", "mountPath": "/i"}]}]}
            """);

        Translated.Same("""[{"name": "scratch", "emptyDir": {}}, {"name": "info", "downwardAPI": {"items": []}}]""", set.Pod.Json["spec"]!["volumes"]);
        Assert.Equal(2, ((JsonArray)set.Pod.Json["spec"]!["containers"]![0]!["volumeMounts"]!).Count);
        Assert.Equal(2, set.Warnings.Count);
    }

    [Fact]
    public void Pull_secrets_that_come_along_are_renamed_and_others_keep_their_name()
    {
        var spec = Translated.Spec(
            """{"imagePullSecrets": [{"name": "registry"}, {"name": "theirs"}]}""",
            volumes: """{"secrets": [{"metadata": {"name": "registry"}, "type": "kubernetes.io/dockerconfigjson", "data": {}}]}""");

        Translated.Same($$$"""[{"name": "registry-{{{Uid}}}"}, {"name": "theirs"}]""", spec["imagePullSecrets"]);
    }

    [Theory]
    [InlineData(true, "initContainers")]
    [InlineData(false, "containers")]
    public void A_mesh_is_set_up_by_a_container_of_its_own(bool init, string list)
    {
        var annotation = new JsonObject { ["slurm-job.vk.io/pre-exec"] = "cat <<'EOFMESH' > $TMPDIR/mesh.sh\necho hi\nEOFMESH\n$TMPDIR/mesh.sh" };
        var spec = Translated.Spec(
            metadata: new JsonObject { ["annotations"] = annotation }.ToJsonString(),
            options: Translated.Options with { Mesh = new MeshOptions(InitContainer: init, Image: "registry/mesh:1") });
        var mesh = ((JsonArray)spec[list]!).OfType<JsonObject>().Single(container => (string?)container["name"] == "mesh-setup");

        Assert.Equal("registry/mesh:1", (string?)mesh["image"]);
        Assert.Equal(init ? "Always" : null, (string?)mesh["restartPolicy"]);
        Translated.Same("""{"privileged": true, "capabilities": {"add": ["SYS_ADMIN", "NET_ADMIN", "SYS_CHROOT"]}}""", mesh["securityContext"]);
        Translated.Same("""{"exec": {"command": ["test", "-f", "/tmp/interlink/mesh-ready"]}, "periodSeconds": 2, "failureThreshold": 60}""", mesh["startupProbe"]);
        Assert.Equal("echo hi\n", Encoding.UTF8.GetString(Convert.FromBase64String((string)mesh["args"]![2]!)));
        Assert.Equal("ready", (string?)mesh["args"]![3]);
    }

    [Theory]
    [InlineData("""{"uid": "../../x"}""")]
    [InlineData("""{"uid": ""}""")]
    [InlineData("""{"name": "a/b"}""")]
    [InlineData("""{"namespace": "UPPER"}""")]
    public void A_name_that_is_none_is_refused(string metadata) =>
        Assert.Equal(PodRequestFailure.Invalid, Assert.Throws<PodRequestException>(() => Translated.Set(metadata: metadata)).Failure);

    private static JsonObject Sorted(JsonNode json, params string[] order)
    {
        Assert.Equal(order.Order(StringComparer.Ordinal), ((JsonObject)json).Select(field => field.Key).Order(StringComparer.Ordinal));
        return new JsonObject(order.Select(field => KeyValuePair.Create(field, json[field]?.DeepClone())));
    }
}
