using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Tests;

public sealed class PodViewTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"spec":null,"status":null}""")]
    [InlineData("""{"metadata":{},"spec":{"containers":null,"volumes":[]},"status":{}}""")]
    [InlineData("""{"metadata":{"annotations":null,"creationTimestamp":null},"spec":{"initContainers":null,"securityContext":null}}""")]
    public void Absent_null_and_empty_are_alike(string json)
    {
        PodView pod = Pod(json);
        Assert.Equal(("", "default", "", ""), (pod.Name, pod.Namespace, pod.Uid, pod.Phase));
        Assert.Empty(pod.Annotations);
        Assert.Empty(pod.Containers);
        Assert.Empty(pod.InitContainers);
        Assert.Empty(pod.Volumes);
        Assert.Equal(RestartPolicy.Always, pod.RestartPolicy);
        Assert.Null(pod.TerminationGracePeriodSeconds);
        Assert.Null(pod.RunAsUser);
        Assert.NotNull(pod.Spec);
    }

    [Fact]
    public void Every_field_is_read()
    {
        PodView pod = Pod("""
            {"metadata":{"name":"n","namespace":"ns","uid":"u","annotations":{"a/B":"1"},"labels":{"l":"2"},
             "deletionTimestamp":"2026-01-02T03:04:05Z"},
             "spec":{"nodeName":"node","serviceAccountName":"sa","hostname":"h","subdomain":"s","restartPolicy":"OnFailure",
               "hostNetwork":true,
               "terminationGracePeriodSeconds":5,"activeDeadlineSeconds":5000000000,"priorityClassName":"high",
               "securityContext":{"runAsUser":1000,"runAsGroup":100},"imagePullSecrets":[{"name":"p"}]},
             "status":{"phase":"Pending","reason":"R"}}
            """);
        Assert.Equal(("n", "ns", "u", "node", "sa"), (pod.Name, pod.Namespace, pod.Uid, pod.NodeName, pod.ServiceAccountName));
        Assert.Equal(("h", "s", RestartPolicy.OnFailure, true), (pod.HostName, pod.Subdomain, pod.RestartPolicy, pod.HostNetwork));
        Assert.Equal((5, 5000000000L, 1000L, 100L),
            (pod.TerminationGracePeriodSeconds, pod.ActiveDeadlineSeconds, pod.RunAsUser, pod.RunAsGroup));
        Assert.Equal(("high", "Pending", "R"), (pod.PriorityClassName, pod.Phase, pod.Reason));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), pod.DeletionTimestamp);
        Assert.Equal("1", pod.Annotations["a/B"]);
        Assert.Equal("2", pod.Labels["l"]);
        Assert.Equal(["p"], pod.ImagePullSecrets);
    }

    [Fact]
    public void Field_names_match_in_any_case_but_keys_of_maps_do_not()
    {
        PodView pod = Pod("""
            {"METADATA":{"Name":"n","ANNOTATIONS":{"Key":"1","key":"2"}},
             "Spec":{"CONTAINERS":[{"NAME":"c","Resources":{"LIMITS":{"CPU":"9","cpu":"1"}}}]}}
            """);
        Assert.Equal("n", pod.Name);
        Assert.Equal(("1", "2"), (pod.Annotations["Key"], pod.Annotations["key"]));
        Assert.False(pod.Annotations.ContainsKey("KEY"));
        ContainerView container = Assert.Single(pod.Containers);
        Assert.Equal("1", container.Limits["cpu"].ToString());
        Assert.Equal("9", container.Limits["CPU"].ToString());
    }

    [Fact]
    public void The_exact_field_name_wins() =>
        Assert.Equal("right", Pod("""{"metadata":{"Name":"wrong","name":"right","NAME":"wrong"}}""").Name);

    [Theory]
    [InlineData("""{"spec":{"containers":[{"name":5}]}}""", "spec.containers[0].name must be a string.")]
    [InlineData("""{"spec":{"containers":[{"name":"a"},{"command":["x",1]}]}}""", "spec.containers[1].command[1] must be a string.")]
    [InlineData("""{"spec":{"containers":{}}}""", "spec.containers must be a list.")]
    [InlineData("""{"spec":{"containers":[null]}}""", "spec.containers[0] must be an object.")]
    [InlineData("""{"spec":{"containers":["a"]}}""", "spec.containers[0] must be an object.")]
    [InlineData("""{"spec":{"restartPolicy":"Sometimes"}}""", "spec.restartPolicy must be Always, OnFailure or Never.")]
    [InlineData("""{"spec":{"terminationGracePeriodSeconds":"30"}}""",
        "spec.terminationGracePeriodSeconds must be a whole number of at most 64 bits.")]
    [InlineData("""{"spec":{"terminationGracePeriodSeconds":1.5}}""",
        "spec.terminationGracePeriodSeconds must be a whole number of at most 64 bits.")]
    [InlineData("""{"spec":{"terminationGracePeriodSeconds":4294967296}}""", "spec.terminationGracePeriodSeconds must fit in 32 bits.")]
    [InlineData("""{"spec":{"hostNetwork":"true"}}""", "spec.hostNetwork must be true or false.")]
    [InlineData("""{"metadata":{"annotations":{"a":1}}}""", "metadata.annotations[\"a\"] must be a string.")]
    [InlineData("""{"metadata":{"annotations":[]}}""", "metadata.annotations must be an object.")]
    [InlineData("""{"metadata":[]}""", "metadata must be an object.")]
    [InlineData("""{"spec":{"containers":[{"resources":{"limits":{"cpu":"lots"}}}]}}""",
        "spec.containers[0].resources.limits[\"cpu\"]: \"lots\" is not a quantity such as 500m, 2, 1.5 or 1Gi.")]
    public void A_wrong_type_is_named_with_its_path(string json, string sentence)
    {
        PodFormatException e = Assert.Throws<PodFormatException>(() => ReadAll(Pod(json)));
        Assert.Equal(sentence, e.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"pod\"")]
    public void A_pod_must_be_an_object(string json) => Assert.Throws<PodFormatException>(() => Pod(json));

    [Fact]
    public void Views_work_on_pods_made_in_code()
    {
        var pod = new PodView(new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "n" },
            ["spec"] = new JsonObject
            {
                ["terminationGracePeriodSeconds"] = 7,
                ["activeDeadlineSeconds"] = 8L,
                ["hostNetwork"] = true,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "c",
                    ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = 2 } } }),
            },
        });
        Assert.Equal(("n", 7, 8L, true), (pod.Name, pod.TerminationGracePeriodSeconds, pod.ActiveDeadlineSeconds, pod.HostNetwork));
        Assert.Equal(2, Assert.Single(pod.Containers).Limits["cpu"].Value);
    }

    internal static PodView Pod(string json) => PodView.Parse(Encoding.UTF8.GetBytes(json));

    private static void ReadAll(PodView pod)
    {
        _ = (pod.Annotations, pod.RestartPolicy, pod.TerminationGracePeriodSeconds, pod.HostNetwork);
        foreach (ContainerView container in pod.Containers)
        {
            _ = (container.Name, container.Command, container.Limits);
        }
    }
}
