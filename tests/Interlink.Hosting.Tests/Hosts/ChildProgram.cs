using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Pods;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>What this test program does when it is started as a child: it is a small sidecar.</summary>
internal static partial class ChildProgram
{
    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["serve", var place, ..] => ServeAsync(place, args[2..]),
        ["prepare"] => Task.FromResult(Prepare()),
        _ => Task.FromResult(64),
    };

    private static async Task<int> ServeAsync(string place, string[] extras)
    {
        NativeStartup.Prepare();
        var listen = place.StartsWith('/')
            ? new ListenOptions { UnixSocket = place }
            : new ListenOptions { Port = int.Parse(place, CultureInfo.InvariantCulture) };
        var builder = InterlinkHost.CreateBuilder(TestHost.Program,
            new HostOptions { Listen = listen, Logs = new LogOptions { Json = extras.Contains("json") } });
        var backend = new InMemoryBackend
        {
            // Creating takes until the test says so through a file.
            OnCreate = async (request, _) =>
            {
                var gate = request.JobScript;
                while (!string.IsNullOrEmpty(gate) && !File.Exists(gate))
                {
                    await Task.Delay(10, CancellationToken.None);
                }
            },
            OnOpenLog = _ => new LiveLog(),
        };
        builder.Services.AddSingleton<IPodBackend>(backend);
        if (extras.Contains("failing"))
        {
            builder.Services.AddSingleton<IHostedService, FailingService>();
        }

        if (extras.Contains("stopping"))
        {
            builder.Services.AddSingleton<IHostedService, StoppingService>();
        }

        var app = builder.Build();
        app.MapPodEndpoints();
        app.MapOperationEndpoints();
        return await app.RunToExitCodeAsync();
    }

    /// <summary>Prints SSL_CERT_FILE as the C library, as .NET and as a child process see it.</summary>
    private static int Prepare()
    {
        NativeStartup.Prepare();
        Console.WriteLine(Marshal.PtrToStringUTF8(GetEnvironment("SSL_CERT_FILE")) ?? "(unset)");
        using var child = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", "echo \"${SSL_CERT_FILE:-(unset)}\""]) { RedirectStandardOutput = true })!;
        Console.WriteLine(child.StandardOutput.ReadToEnd().Trim());
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);

    /// <summary>Stands for a signal that comes while the program starts.</summary>
    private sealed class StoppingService(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FailingService : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(200, stoppingToken);
            throw new InvalidOperationException("the monitor broke");
        }
    }
}
