using System.Text.Json.Nodes;
using Interlink.Templates.Values;

namespace Interlink.Templates.Tests;

/// <summary>Templates over what an API server sends to a plugin, with Go's names.</summary>
public sealed class PodDataTests
{
    private const string Data =
        """
        {
          "pod": {
            "kind": "Pod", "apiVersion": "v1",
            "metadata": {
              "name": "train", "namespace": "ml", "uid": "0123", "creationTimestamp": "2026-01-31T09:08:07Z",
              "labels": { "team": "a" }, "annotations": { "slurm-job.vk.io/flags": "--time=1:00" }
            },
            "spec": {
              "newField": "new", "serviceAccount": "sa", "terminationGracePeriodSeconds": 30,
              "securityContext": { "runAsUser": 1000 },
              "containers": [
                {
                  "name": "main", "image": "busybox", "command": ["sh", "-c"], "args": ["echo it's"], "tty": true,
                  "env": [{ "name": "A", "value": "1" }, { "name": "B", "valueFrom": { "secretKeyRef": { "name": "s", "key": "k" } } }],
                  "resources": { "limits": { "cpu": "1500m", "memory": "2048Mi", "nvidia.com/gpu": 1 } },
                  "ports": [{ "containerPort": 80 }],
                  "livenessProbe": { "httpGet": { "path": "/live", "port": "web" } },
                  "readinessProbe": { "httpGet": { "path": "/ready", "port": 80 } },
                  "volumeMounts": [{ "name": "data", "mountPath": "/data", "readOnly": true }]
                },
                { "name": "bare" }
              ],
              "volumes": [{ "name": "data", "configMap": { "name": "settings" } }]
            },
            "status": { "phase": "Pending" }
          },
          "container": [
            {
              "name": "main", "emptyDirs": ["/e"],
              "configMaps": [{ "metadata": { "name": "settings" }, "data": { "b.txt": "2", "a.txt": "1" } }],
              "secrets": [{ "metadata": { "name": "s" }, "data": { "k": "aGk=" } }],
              "projectedvolumemaps": []
            }
          ],
          "jobConfig": {
            "SingularityHubProxy": { "server": "https://hub", "master_token": "x", "cache_validity_seconds": 60 },
            "ApptainerOptions": { "executable": "/bin/apptainer", "fuseMode": "kernel", "noHome": true },
            "Volumes": { "scratch_area": "/scratch", "apptainer_cachedir": "/cache", "additional_directories_in_path": ["/opt/bin"] }
          }
        }
        """;

    [Theory]
    [InlineData("{{.Pod.Name}} {{.Pod.ObjectMeta.Namespace}} {{.Pod.UID}} {{.Pod.Kind}} {{.Pod.TypeMeta.APIVersion}}", "train ml 0123 Pod v1")]
    [InlineData("{{.Pod.Labels.team}} {{index .Pod.Annotations \"slurm-job.vk.io/flags\"}}", "a --time=1:00")]
    [InlineData("{{.Pod.Labels.none}}|{{index .Pod.Labels \"none\"}}|{{.Pod.Spec.NodeSelector.x}}", "<no value>||<no value>")]
    [InlineData("{{range .Pod.Spec.Containers}}{{.Name}}={{.Image}};{{end}}", "main=busybox;bare=;")]
    [InlineData("{{with index .Pod.Spec.Containers 0}}{{join \" \" .Command}} {{range .Args}}{{printf \"%q\" .}}{{end}} {{.TTY}}{{end}}", "sh -c \"echo it's\" true")]
    [InlineData("{{(index .Pod.Spec.Containers 1).Command}}{{len (index .Pod.Spec.Containers 1).Env}}", "[]0")]
    [InlineData("{{range (index .Pod.Spec.Containers 0).Env}}{{.Name}}={{.Value}}{{with .ValueFrom}}{{.SecretKeyRef.Name}}/{{.SecretKeyRef.Key}}{{end}} {{end}}", "A=1 B=s/k ")]
    [InlineData("{{.Pod.Spec.SecurityContext.RunAsUser}} {{.Pod.Spec.TerminationGracePeriodSeconds}} {{.Pod.Spec.DeprecatedServiceAccount}}", "1000 30 sa")]
    [InlineData("{{.Pod.Spec.Priority}} {{.Pod.Spec.HostNetwork}} {{.Pod.Spec.NodeName}}| {{.Pod.DeletionTimestamp}} {{.Pod.Generation}}", "<nil> false | <nil> 0")]
    [InlineData("{{if .Pod.Spec.Affinity}}a{{else}}none{{end}}{{if .Pod.Spec.HostUsers}}b{{end}}{{if .Pod.Spec.SecurityContext}}c{{end}}", "nonec")]
    [InlineData("{{eq .Pod.Spec.SecurityContext.RunAsUser 1000}} {{eq .Pod.Status.Phase \"Pending\"}}", "true true")]
    [InlineData("{{range .Pod.Spec.Volumes}}{{.Name}}:{{.ConfigMap.Name}}:{{.VolumeSource.ConfigMap.LocalObjectReference.Name}}{{if .Secret}}x{{end}}{{end}}", "data:settings:settings")]
    [InlineData("{{with index .Pod.Spec.Containers 0}}{{range .VolumeMounts}}{{.MountPath}} {{.ReadOnly}} {{.SubPath}}{{end}}{{end}}", "/data true ")]
    [InlineData("{{.Pod.CreationTimestamp}} {{.Pod.CreationTimestamp.Unix}}", "2026-01-31 09:08:07 +0000 UTC 1769850487")]
    [InlineData("{{with index .Pod.Spec.Containers 0}}{{.LivenessProbe.HTTPGet.Port}} {{.ReadinessProbe.ProbeHandler.HTTPGet.Port.IntVal}} {{.LivenessProbe.HTTPGet.Port.StrVal}}{{end}}", "web 80 web")]
    [InlineData("{{.Pod.Spec.NewField}} {{.Pod.Spec.newField}}", "new new")]
    public void Fields_go_by_their_names_in_Go(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{with (index .Pod.Spec.Containers 0).Resources.Limits}}{{.Cpu}} {{.Memory}} {{index . \"nvidia.com/gpu\"}}{{end}}", "1500m 2Gi 1")]
    [InlineData("{{with (index .Pod.Spec.Containers 0).Resources.Limits}}{{.Cpu.Value}} {{.Cpu.MilliValue}} {{.Memory.Value}} {{printf \"%s\" .Memory}}{{end}}", "2 1500 2147483648 2Gi")]
    [InlineData("{{range $k, $v := (index .Pod.Spec.Containers 0).Resources.Limits}}{{$k}}={{$v}} {{end}}", "cpu=1500m memory=2Gi nvidia.com/gpu=1 ")]
    [InlineData("{{with index .Pod.Spec.Containers 1}}{{.Resources.Limits.Cpu}}{{.Resources.Limits.Cpu.IsZero}}{{len .Resources.Limits}}{{end}}", "0true0")]
    [InlineData("{{with index .Pod.Spec.Containers 0}}{{if .Resources.Requests}}r{{else}}none{{end}}{{end}}", "none")]
    public void Quantities_are_written_canonically_and_have_their_methods(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{range .Containers}}{{.Name}}{{range .ConfigMaps}} {{.Name}}{{range $k, $v := .Data}} {{$k}}={{$v}}{{end}}{{end}}{{.EmptyDirs}}{{end}}", "main settings a.txt=1 b.txt=2[/e]")]
    [InlineData("{{range .Containers}}{{range .Secrets}}{{index .Data \"k\"}} {{printf \"%s\" (index .Data \"k\")}} {{len .Data.k}}{{end}}{{end}}", "[104 105] hi 2")]
    [InlineData("{{.JobScriptBuild.SingularityHub.Server}} {{.JobScriptBuild.SingularityHub.CacheValiditySeconds}}", "https://hub 60")]
    [InlineData("{{with .JobScriptBuild.ApptainerOptions}}{{.Executable}} {{.FuseMode}} {{.NoHome}} {{.Fakeroot}}{{end}}", "/bin/apptainer kernel true false")]
    [InlineData("{{with .JobScriptBuild.VolumesOptions}}{{.ScratchArea}} {{.ApptainerCacheDir}} {{join \":\" .AdditionalDirectoriesInPath}} {{.FuseSleepSeconds}}{{end}}", "/scratch /cache /opt/bin 0")]
    [InlineData("[{{.JobScript}}]", "[]")]
    public void What_interLink_adds_goes_by_its_names_in_Go(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{.Pod.Nmae}}", "the type v1.Pod has no field Nmae")]
    [InlineData("{{.Pod.Spec.Affinity.NodeAffinity}}", "*v1.Affinity is nil, it has no NodeAffinity")]
    [InlineData("{{(index .Pod.Spec.Containers 1).SecurityContext.RunAsUser}}", "*v1.SecurityContext is nil, it has no RunAsUser")]
    [InlineData("{{.Pod.Spec}}", "a v1.PodSpec cannot be written as a whole")]
    [InlineData("{{(index .Pod.Spec.Containers 0).Resources.Limits.Cpu.Nothing}}", "the type resource.Quantity has no field Nothing")]
    public void A_field_that_does_not_exist_or_points_nowhere_is_told(string template, string problem)
    {
        var mistake = Assert.Throws<TemplateException>(() => Render(template));
        Assert.Contains(problem, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"pod":5,"container":"x","jobConfig":[1]}""")]
    [InlineData("""{"pod":{"metadata":[],"spec":{"containers":{"a":1}}}}""")]
    public void Data_of_another_shape_are_read_or_told_and_never_break(string json)
    {
        GoTemplate template = GoTemplate.Parse("{{.Pod.Name}}{{range .Pod.Spec.Containers}}{{.Name}}{{end}}{{.JobScriptBuild.SingularityHub.Server}}", "t");
        Exception? failure = Record.Exception(() => template.Render(JsonNode.Parse(json)));
        Assert.True(failure is null or TemplateException, $"{failure}");
    }

    [Fact]
    public void Nothing_at_all_is_data_in_which_everything_is_zero() =>
        Assert.Equal("|0|false", GoTemplate.Parse("{{.Pod.Name}}|{{len .Containers}}|{{.Pod.Spec.HostPID}}", "t").Render(null));

    [Fact]
    public void Every_known_type_can_be_read_and_names_only_known_types()
    {
        foreach (string name in StructTypes.Names)
        {
            foreach (StructField field in StructTypes.FieldsOf(name).Values)
            {
                GoType innermost = field.Type;
                while (innermost.Element is { } element)
                {
                    innermost = element;
                }

                Assert.True(innermost.Kind != GoKind.Struct || StructTypes.Names.Contains(innermost.Name), $"{name}.{field.Name} is a {innermost.Name}");
            }
        }
    }

    private static string Render(string template) => GoTemplate.Parse(template, "t").Render(JsonNode.Parse(Data));
}
