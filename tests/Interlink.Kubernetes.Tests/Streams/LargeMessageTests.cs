using System.Net.WebSockets;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Streams;

namespace Interlink.Kubernetes.Tests.Streams;

/// <summary>Messages need not fit into a buffer of either side.</summary>
public sealed class LargeMessageTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Input_of_200_KiB_may_come_in_one_message()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v5.channel.k8s.io");
        string address = _server.Address.Replace("http://", "ws://", StringComparison.Ordinal) + "/api/v1/namespaces/default/pods/web/exec";
        await socket.ConnectAsync(new Uri(address + "?command=wc&command=-c&stdin=true&stdout=true"), CancellationToken.None).Soon();
        await socket.SendAsync(new byte[1 + (200 * 1024)], WebSocketMessageType.Binary, true, CancellationToken.None).Soon();
        await socket.SendAsync((byte[])[255, 0], WebSocketMessageType.Binary, true, CancellationToken.None).Soon();
        byte[] answer = new byte[1024];
        int length = (await socket.ReceiveAsync(answer, CancellationToken.None).Soon()).Count;

        Assert.Equal((1, "204800\n"), (answer[0], System.Text.Encoding.ASCII.GetString(answer[1..length])));
    }

    [Fact]
    public async Task Input_of_the_client_arrives_whole_whatever_its_length()
    {
        byte[] input = new byte[(200 * 1024) + 1];
        Random.Shared.NextBytes(input);
        using KubernetesClient client = _server.Client();
        await using ContainerStreams streams = await client.Pods("default")
            .ExecAsync("web", ["cat"], new CommandOptions { Input = true }, CancellationToken.None).Soon();
        Task<byte[]> reading = OutputAsync(streams);
        await streams.WriteAsync(input, CancellationToken.None).Soon();
        await streams.EndInputAsync(CancellationToken.None).Soon();

        Assert.Equal(input, await reading.Soon());
    }

    [Theory]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) - 1)]
    [InlineData(1024 * 1024)]
    public async Task Output_may_come_in_one_message_of_any_length(int length)
    {
        byte[] output = new byte[length];
        Random.Shared.NextBytes(output);
        _server.Commands.Exec = async (command, _) =>
        {
            await command.Output(output);
            await command.Output(Array.Empty<byte>());
            await command.Output(output);
            return 0;
        };
        using KubernetesClient client = _server.Client();
        await using ContainerStreams streams = await client.Pods("default").ExecAsync("web", ["sh"], null, CancellationToken.None).Soon();

        byte[] twice = [.. output, .. output];
        Assert.Equal(twice, await OutputAsync(streams).Soon());
    }

    private static async Task<byte[]> OutputAsync(ContainerStreams streams)
    {
        using var output = new MemoryStream();
        Assert.Equal(0, await streams.ReadAsync(output.WriteAsync, (_, _) => default, CancellationToken.None));
        return output.ToArray();
    }
}
