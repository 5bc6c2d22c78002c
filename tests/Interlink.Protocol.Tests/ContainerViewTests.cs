using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Tests;

public sealed class ContainerViewTests
{
    [Fact]
    public void Every_field_is_read()
    {
        ContainerView container = Container("""
            {"name":"c","image":"i","command":["a",""],"args":["b",null],"workingDir":"/w","terminationMessagePath":"/t",
             "resources":{"limits":{"cpu":"500m","memory":1048576},"requests":{"nvidia.com/gpu":"2"}},
             "securityContext":{"runAsUser":7,"runAsGroup":8,"readOnlyRootFilesystem":true,"privileged":true},
             "ports":[{"name":"http","containerPort":80,"hostPort":8080},{"containerPort":53,"protocol":"UDP"}],
             "volumeMounts":[{"name":"v","mountPath":"/m","subPath":"s","readOnly":true},
               {"name":"w","mountPath":"/n","subPathExpr":"$(X)"}]}
            """);
        Assert.Equal(("c", "i", "/w", "/t"), (container.Name, container.Image, container.WorkingDir, container.TerminationMessagePath));
        Assert.Equal(["a", ""], container.Command);
        Assert.Equal(["b", ""], container.Args);
        Assert.Equal((500, 1048576, 2),
            (container.Limits["cpu"].MilliValue, container.Limits["memory"].Value, container.Requests["nvidia.com/gpu"].Value));
        Assert.Equal((7L, 8L, true, true),
            (container.RunAsUser, container.RunAsGroup, container.ReadOnlyRootFilesystem, container.Privileged));
        Assert.Equal([("http", 80, 8080, "TCP"), ("", 53, 0, "UDP")],
            container.Ports.Select(port => (port.Name, port.ContainerPort, port.HostPort, port.Protocol)));
        Assert.Equal(
            [("v", "/m", "s", null, true), ("w", "/n", null, "$(X)", false)],
            container.VolumeMounts.Select(mount => (mount.Name, mount.MountPath, mount.SubPath, mount.SubPathExpr, mount.ReadOnly)));
    }

    [Fact]
    public void Defaults_are_Kubernetes_own()
    {
        ContainerView container = Container("{}");
        Assert.Equal(("", "", null, "/dev/termination-log"),
            (container.Name, container.Image, container.WorkingDir, container.TerminationMessagePath));
        Assert.Empty(container.Limits);
        Assert.Empty(container.EnvFrom);
        Assert.False(container.IsSidecar);
    }

    [Fact]
    public void Only_an_init_container_that_always_restarts_is_a_sidecar()
    {
        PodView pod = PodViewTests.Pod("""
            {"spec":{"initContainers":[{"name":"a","restartPolicy":"Always"},{"name":"b"},{"name":"c","restartPolicy":""}],
                     "containers":[{"name":"d","restartPolicy":"Always"}]}}
            """);
        Assert.Equal([true, false, false], pod.InitContainers.Select(container => container.IsSidecar));
        Assert.False(pod.Containers[0].IsSidecar);
        Assert.True(pod.InitContainers.All(container => container.IsInit));
    }

    [Fact]
    public void Variables_come_from_every_kind_of_source()
    {
        ContainerView container = Container("""
            {"env":[{"name":"A","value":"x"},{"name":"B"},
              {"name":"C","valueFrom":{"configMapKeyRef":{"name":"cm","key":"k","optional":true}}},
              {"name":"D","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}},
              {"name":"E","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"},"secretKeyRef":null}},
              {"name":"F","valueFrom":{"resourceFieldRef":{"containerName":"","resource":"limits.cpu","divisor":"1m"}}},
              {"name":"G","valueFrom":{"fileKeyRef":{"path":"p"}}},{"name":"H","valueFrom":{}},{"name":"I","value":"","valueFrom":null}],
             "envFrom":[{"prefix":"P_","configMapRef":{"name":"cm"}},{"secretRef":{"name":"s","optional":true}}]}
            """);
        Assert.Equal(["x", null, null, null, null, null, null, null, ""], container.Env.Select(variable => variable.Value));
        Assert.Equal(
            [
                null, null, new ConfigMapKeyRef("cm", "k", true), new SecretKeyRef("s", "k", false), new FieldRef("metadata.name"),
                new ResourceFieldRef(null, "limits.cpu", Quantity.Parse("1m")), new UnknownValueSource("fileKeyRef"),
                    new UnknownValueSource(""), null,
            ],
            container.Env.Select(variable => variable.ValueFrom));
        Assert.Equal(
            [("P_", new ObjectReference("cm", false), null), ("", null, new ObjectReference("s", true))],
            container.EnvFrom.Select(source => (source.Prefix, source.ConfigMapRef, source.SecretRef)));
    }

    private static ContainerView Container(string json) => PodViewTests.Pod("""{"spec":{"containers":[""" + json + "]}}").Containers[0];
}
