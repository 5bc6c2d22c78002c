using System.Text;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Protocol.Tests;

public sealed class LogRequestTests
{
    [Fact]
    public void Every_option_is_read()
    {
        LogRequest request = Parse("""
            "Tail":3,"Bytes":10,"Timestamps":true,"Follow":true,"Previous":true,"SinceSeconds":60,"SinceTime":"2026-01-02T03:04:05.5+01:00"
            """);
        Assert.Equal(("ns", "u", "p", "c"), (request.Namespace, request.PodUID, request.PodName, request.ContainerName));
        Assert.Equal((3L, 10L, 60L), (request.TailLines, request.LimitBytes, request.SinceSeconds));
        Assert.True(request is { Timestamps: true, Follow: true, Previous: true });
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 2, 4, 5, 500, TimeSpan.Zero), request.SinceTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"Tail\":0,\"Bytes\":0,\"SinceSeconds\":0,\"SinceTime\":\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"Tail\":null,\"LimitBytes\":null,\"SinceTime\":null,\"Follow\":null")]
    [InlineData("\"SinceTime\":\"\"")]
    public void Zero_null_and_absent_mean_unset(string options)
    {
        LogRequest request = Parse(options);
        Assert.True(request is { TailLines: null, LimitBytes: null, SinceSeconds: null, SinceTime: null, Follow: false });
    }

    [Theory]
    [InlineData("\"Bytes\":10")]
    [InlineData("\"LimitBytes\":10")]
    [InlineData("\"limitbytes\":10,\"bytes\":0")]
    public void The_byte_limit_has_two_names(string options) => Assert.Equal(10, Parse(options).LimitBytes);

    [Theory]
    [InlineData("\"Tail\":-1", "Opts.Tail must not be negative.")]
    [InlineData("\"Bytes\":-1", "Opts.Bytes must not be negative.")]
    [InlineData("\"SinceSeconds\":-1", "Opts.SinceSeconds must not be negative.")]
    [InlineData("\"Tail\":\"3\"", "Opts.Tail must be a whole number of at most 64 bits.")]
    [InlineData("\"SinceTime\":\"yesterday\"", "Opts.SinceTime must be a time in RFC 3339, for example \"2026-01-31T09:08:07Z\".")]
    public void A_broken_option_is_named(string options, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PodFormatException>(() => Parse(options)).Message);

    [Theory]
    [InlineData("""{"PodUID":"u"}""", "The log request has no ContainerName.")]
    [InlineData("""{"ContainerName":"c","PodUID":""}""", "The log request has no PodUID.")]
    [InlineData("null", "The log request must be a JSON object.")]
    public void The_pod_and_the_container_must_be_named(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<PodFormatException>(() => LogRequest.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void Options_may_be_missing_altogether() =>
        Assert.Equal("default", LogRequest.Parse("""{"PodUID":"u","ContainerName":"c","Opts":null}"""u8.ToArray()).Namespace);

    private static LogRequest Parse(string options) => LogRequest.Parse(Encoding.UTF8.GetBytes(
        """{"Namespace":"ns","PodUID":"u","PodName":"p","ContainerName":"c","Opts":{""" + options + "}}"));
}
