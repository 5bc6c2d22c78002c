using System.Net;
using System.Net.Sockets;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class UnixSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string SocketPath => _folder["plugin.sock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_socket_answers_and_only_its_owner_may_connect()
    {
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", "/status", "[]");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
        Assert.Equal([SocketPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task The_socket_is_removed_at_the_end()
    {
        var host = await StartAsync();
        await host.DisposeAsync();

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_socket_that_somebody_replaced_is_left_alone_at_the_end()
    {
        var host = await StartAsync();
        File.Delete(SocketPath);
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(SocketPath));
        await host.DisposeAsync();

        Assert.True(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_socket_left_by_a_dead_program_is_taken_over()
    {
        LeaveStaleSocket();
        await using var host = await StartAsync();
        using var answer = await host.SendAsync("GET", "/livez");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([SocketPath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_socket_that_answers_is_never_stolen()
    {
        await using var first = await StartAsync();
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync());

        Assert.Equal($"Another program listens on the unix socket '{SocketPath}': stop it, or choose another path.", failure.Message);
        using var answer = await first.SendAsync("GET", "/livez");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void A_socket_whose_queue_is_full_is_alive()
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint(SocketPath));
        busy.Listen(0);
        var clients = new List<Socket>();
        try
        {
            while (true)
            {
                var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
                clients.Add(client);
                client.Connect(new UnixDomainSocketEndPoint(SocketPath));
            }
        }
        catch (SocketException)
        {
            // The queue is full.
        }

        Assert.Throws<HostStartException>(() => UnixSocketFile.Listen(SocketPath));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Of_many_that_start_at_once_on_a_stale_socket_one_wins()
    {
        LeaveStaleSocket();
        var won = new List<UnixSocketFile>();
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            try
            {
                var file = UnixSocketFile.Listen(SocketPath);
                lock (won)
                {
                    won.Add(file);
                }
            }
            catch (HostStartException)
            {
                // Another one was first.
            }
        });

        var winner = Assert.Single(won);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(SocketPath));
        winner.Remove();
        winner.Socket.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_not_touched()
    {
        _folder.Write("plugin.sock", "precious");
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync());

        Assert.Equal($"'{SocketPath}' exists and is no socket: remove it, or choose another path for the socket.", failure.Message);
        Assert.Equal("precious", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void A_folder_that_is_missing_is_not_made_but_told()
    {
        var failure = Assert.Throws<HostStartException>(() => UnixSocketFile.Listen(_folder["missing/plugin.sock"]));

        Assert.Equal(
            $"The unix socket '{_folder["missing/plugin.sock"]}' cannot be created: make the folder '{_folder["missing"]}' first.",
                failure.Message);
        Assert.False(Directory.Exists(_folder["missing"]));
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(new HostOptions { Listen = new ListenOptions { UnixSocket = SocketPath } });

    private void LeaveStaleSocket()
    {
        // .NET deletes the file of a socket it bound: moving it away meanwhile keeps it.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(_folder["moving"]));
            dead.Listen();
            File.Move(_folder["moving"], SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
    }
}
