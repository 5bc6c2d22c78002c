using System.Net.Sockets;
using System.Text;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A real host on a port or socket of its own, with a backend of the test's.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly ProgramIdentity Program = new("test-sidecar", "1.2.3", "Plugin");

    private TestHost(WebApplication app, InMemoryBackend backend, CapturedOutput log)
    {
        App = app;
        Backend = backend;
        Log = log;
    }

    public WebApplication App { get; }

    public InMemoryBackend Backend { get; }

    public CapturedOutput Log { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    public HttpClient Client { get; private set; } = new();

    public static async Task<TestHost> StartAsync(HostOptions? options = null, Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        options ??= new HostOptions { Logs = new LogOptions { Level = LogLevel.Debug } };
        var log = new CapturedOutput();
        var backend = new InMemoryBackend();
        var builder = InterlinkHost.CreateBuilder(Program, options);
        builder.Services.RemoveAll<ILoggerProvider>();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new StandardErrorLoggerProvider(Program, options.Logs, TimeProvider.System,
            log));
        builder.Services.AddSingleton<IPodBackend>(backend);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapPodEndpoints();
        app.MapOperationEndpoints();
        map?.Invoke(app);
        var host = new TestHost(app, backend, log);
        backend.Logger = app.Services.GetRequiredService<ILogger<InMemoryBackend>>();
        await app.StartAsync();
        host.Connect(options.Listen);
        return host;
    }

    public static HttpClient ClientOf(string unixSocket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(unixSocket), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        Timeout = Eventually.Patience,
    };

    public Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private void Connect(ListenOptions listen)
    {
        if (!string.IsNullOrEmpty(listen.UnixSocket))
        {
            Client = ClientOf(listen.UnixSocket);
            return;
        }

        Address = new Uri(App.Urls.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = Eventually.Patience };
    }
}
