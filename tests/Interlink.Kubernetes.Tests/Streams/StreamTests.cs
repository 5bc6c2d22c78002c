using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Streams;

namespace Interlink.Kubernetes.Tests.Streams;

public sealed class StreamTests : IAsyncLifetime
{
    private FakeCertificate _certificate = null!;
    private FakeApiServer _server = null!;
    private KubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        _certificate = FakeCertificate.Create();
        _server = await FakeApiServer.StartAsync(_certificate);
        _server.Token = "secret";
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Theory]
    [InlineData("v5.channel.k8s.io")]
    [InlineData("v4.channel.k8s.io")]
    public async Task A_command_gives_its_output_its_errors_and_its_exit_code(string protocol)
    {
        _server.Commands.Protocol = protocol;
        (int code, string output, string error) = await RunAsync(["sh", "-c", "printf out; printf err >&2; exit 7"]);

        Assert.Equal((7, "out", "err"), (code, output, error));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given_the_empty_one_too()
    {
        (int code, string output, _) = await RunAsync(["printf", "[%s]", "", "a b", "ü&?=%", "-x"]);

        Assert.Equal((0, "[][a b][ü&?=%][-x]"), (code, output));
    }

    [Fact]
    public async Task Input_is_sent_and_its_end_is_told()
    {
        await using ContainerStreams streams = await _client.Pods("default")
            .ExecAsync("web", ["wc", "-c"], new CommandOptions { Input = true }, CancellationToken.None).Soon();
        await streams.WriteAsync(new byte[100_000], CancellationToken.None);
        Assert.True(await streams.EndInputAsync(CancellationToken.None));
        (int code, string output, _) = await ReadAsync(streams);

        Assert.Equal((0, "100000"), (code, output.Trim()));
    }

    [Fact]
    public async Task With_the_older_protocol_the_end_of_the_input_cannot_be_told_and_it_says_so()
    {
        _server.Commands.Protocol = "v4.channel.k8s.io";
        await using ContainerStreams streams = await _client.Pods("default")
            .AttachAsync("web", new CommandOptions { Input = true }, CancellationToken.None).Soon();

        Assert.False(await streams.EndInputAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Output_larger_than_any_buffer_arrives_whole()
    {
        (int code, string output, _) = await RunAsync(["head", "-c", "3000000", "/dev/zero"]);

        Assert.Equal((0, 3_000_000), (code, output.Length));
    }

    [Fact]
    public async Task The_size_of_the_terminal_is_told()
    {
        var told = new ConcurrentQueue<(int, int)>();
        _server.Commands.Exec = async (command, token) =>
        {
            told.Enqueue(await command.Sizes.ReadAsync(token));
            return command.Terminal ? 0 : 1;
        };
        await using ContainerStreams streams = await _client.Pods("default")
            .ExecAsync("web", ["sh"], new CommandOptions { Terminal = true, Input = true }, CancellationToken.None).Soon();
        await streams.ResizeAsync(120, 40, CancellationToken.None);

        Assert.Equal(0, (await ReadAsync(streams)).Code);
        Assert.Equal([(120, 40)], told);
    }

    [Fact]
    public async Task A_command_that_cannot_be_run_is_a_failure_with_the_servers_reason()
    {
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => RunAsync(["/no/such/program"]));

        Assert.Contains("run '/no/such/program' in Pod default/web", failure.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/program", failure.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_that_is_not_there_is_told_before_anything_is_sent()
    {
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => _client.Pods("default").ExecAsync("gone", ["true"], null, CancellationToken.None));

        Assert.True(failure.IsNotFound);
    }

    [Fact]
    public async Task A_command_whose_answer_was_lost_is_not_run_a_second_time()
    {
        _server.Add(new Fault("GET", "/exec") { Cut = true });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => _client.Pods("default").ExecAsync("web", ["true"], null, CancellationToken.None));

        Assert.True(failure.FateUnknown);
        Assert.Single(_server.Requests, request => request.Path.EndsWith("/exec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_of_a_pod_is_reached_and_its_end_is_the_streams()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _server.Commands.Ports[80] = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task serving = ServeAsync(listener);
        await using PortStream port = await _client.Pods("default").ForwardAsync("web", 80, CancellationToken.None).Soon();
        await port.WriteAsync("hello"u8.ToArray(), CancellationToken.None);
        var got = new StringBuilder();
        while (await port.ReadAsync(CancellationToken.None).Soon() is { IsEmpty: false } piece)
        {
            got.Append(Encoding.UTF8.GetString(piece.Span));
        }

        await serving.Soon();
        Assert.Equal("got hello", got.ToString());
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_told_with_the_nodes_words()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _server.Commands.Ports[81] = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        await using PortStream port = await _client.Pods("default").ForwardAsync("web", 81, CancellationToken.None).Soon();
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => port.ReadAsync(CancellationToken.None).Soon());

        Assert.Contains("error occurred forwarding port 81", failure.Message, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        using TcpClient connection = await listener.AcceptTcpClientAsync();
        byte[] buffer = new byte[5];
        await connection.GetStream().ReadExactlyAsync(buffer);
        await connection.GetStream().WriteAsync((byte[])[.. "got "u8, .. buffer]);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyList<string> command)
    {
        await using ContainerStreams streams = await _client.Pods("default").ExecAsync("web", command, null, CancellationToken.None).Soon();
        return await ReadAsync(streams);
    }

    private static async Task<(int Code, string Output, string Error)> ReadAsync(ContainerStreams streams)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int code = await streams.ReadAsync(output.WriteAsync, error.WriteAsync, CancellationToken.None).Soon();
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
