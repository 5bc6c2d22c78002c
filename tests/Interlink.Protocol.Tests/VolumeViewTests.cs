using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Tests;

public sealed class VolumeViewTests
{
    [Theory]
    [InlineData("""{"name":"v","configMap":{"name":"cm","defaultMode":420,"optional":true}}""", VolumeKind.ConfigMap, "configMap", "cm")]
    [InlineData("""{"name":"v","secret":{"secretName":"s"},"configMap":null}""", VolumeKind.Secret, "secret", "s")]
    [InlineData("""{"name":"v","persistentVolumeClaim":{"claimName":"c"}}""", VolumeKind.PersistentVolumeClaim, "persistentVolumeClaim",
        "c")]
    [InlineData("""{"name":"v","emptyDir":{}}""", VolumeKind.EmptyDir, "emptyDir", "")]
    [InlineData("""{"name":"v"}""", VolumeKind.EmptyDir, "emptyDir", "")]
    [InlineData("""{"name":"v","hostPath":{"path":"/x"}}""", VolumeKind.HostPath, "hostPath", "")]
    [InlineData("""{"name":"v","projected":{"sources":null}}""", VolumeKind.Projected, "projected", "")]
    [InlineData("""{"name":"v","downwardAPI":{"items":[]}}""", VolumeKind.DownwardApi, "downwardAPI", "")]
    [InlineData("""{"name":"v","nfs":{"server":"x"}}""", VolumeKind.Other, "nfs", "")]
    public void The_kind_follows_from_the_field_that_is_set(string json, VolumeKind kind, string name, string source)
    {
        VolumeView volume = Volume(json);
        Assert.Equal(("v", kind, name, source), (volume.Name, volume.Kind, volume.KindName, volume.SourceName));
    }

    [Fact]
    public void Modes_items_and_options_are_read()
    {
        VolumeView volume = Volume("""
            {"configMap":{"name":"cm","defaultMode":256,"optional":true,
             "items":[{"key":"k","path":"a/b","mode":420},{"key":"l","path":"c"}]}}
            """);
        Assert.Equal((256, true), (volume.DefaultMode, volume.Optional));
        Assert.Equal([new KeyToPath("k", "a/b", 420), new KeyToPath("l", "c", null)], volume.Items);
    }

    [Fact]
    public void A_host_path_without_a_type_has_the_empty_one()
    {
        Assert.Equal(("/x", ""),
            (Volume("""{"hostPath":{"path":"/x","type":null}}""").HostPath, Volume("""{"hostPath":{}}""").HostPathType));
        Assert.Equal("File", Volume("""{"hostPath":{"path":"/x","type":"File"}}""").HostPathType);
    }

    [Fact]
    public void An_empty_folder_may_be_in_memory_and_limited()
    {
        VolumeView volume = Volume("""{"emptyDir":{"medium":"Memory","sizeLimit":"1Mi"}}""");
        Assert.Equal(("Memory", 1048576L), (volume.Medium, volume.SizeLimit?.Value));
    }

    [Fact]
    public void A_projected_volume_has_sources_of_several_kinds()
    {
        VolumeView volume = Volume("""
            {"name":"p","projected":{"defaultMode":420,"sources":[{"configMap":{"name":"cm"}},
              {"secret":{"name":"s","items":[{"key":"k","path":"p"}]}},
              {"serviceAccountToken":{"path":"token"}},{"downwardAPI":{"items":[]}}]}}
            """);
        Assert.Equal(
            [(VolumeKind.ConfigMap, "cm"), (VolumeKind.Secret, "s"), (VolumeKind.Other, ""), (VolumeKind.DownwardApi, "")],
            volume.Sources.Select(source => (source.Kind, source.SourceName)));
        Assert.Equal("serviceAccountToken", volume.Sources[2].KindName);
        Assert.Equal("k", volume.Sources[1].Items[0].Key);
    }

    [Fact]
    public void A_config_map_has_texts_and_bytes()
    {
        var map = new ConfigMapView(Json("""{"metadata":{"name":"m"},"data":{"a":"1","B":null},"binaryData":{"b":"AQID"}}"""));
        Assert.Equal("m", map.Name);
        Assert.Equal(("1", ""), (map.Data["a"], map.Data["B"]));
        Assert.Equal<byte>([1, 2, 3], map.BinaryData["b"]);
    }

    [Fact]
    public void A_secret_is_decoded_and_its_texts_win()
    {
        var secret = new SecretView(Json("""{"metadata":{"name":"s"},"data":{"a":"AQ==","b":"","c":null},"stringData":{"a":"ż"}}"""));
        Assert.Equal(("s", "Opaque"), (secret.Name, secret.Type));
        Assert.Equal(Encoding.UTF8.GetBytes("ż"), secret.Data["a"]);
        Assert.Empty(secret.Data["b"]);
        Assert.Empty(secret.Data["c"]);
    }

    [Theory]
    [InlineData("""{"data":{"key":"not base64!"}}""")]
    [InlineData("""{"data":{"key":"AQI"}}""")]
    public void Broken_base64_is_named_but_never_shown(string json)
    {
        PodFormatException e = Assert.Throws<PodFormatException>(() => new SecretView(Json(json)).Data);
        Assert.Equal("data[\"key\"] must be base64.", e.Message);
    }

    private static VolumeView Volume(string json) => PodViewTests.Pod("""{"spec":{"volumes":[""" + json + "]}}").Volumes[0];

    private static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;
}
