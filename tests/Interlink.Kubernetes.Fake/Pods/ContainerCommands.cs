using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>What runs in containers: programs of this machine, unless the test says otherwise.</summary>
public sealed class ContainerCommands
{
    /// <summary>Runs a command and gives its exit code.</summary>
    public Func<ContainerCommand, CancellationToken, Task<int>> Exec { get; set; } = RunAsync;

    /// <summary>What is behind an attach; gives back what comes in.</summary>
    public Func<ContainerCommand, CancellationToken, Task<int>> Attach { get; set; } = EchoAsync;

    /// <summary>The ports of this machine that stand for those of pods; a port that is not named stands for itself.</summary>
    public ConcurrentDictionary<int, int> Ports { get; } = new();

    /// <summary>The newest protocol that is spoken: <c>v5</c> or <c>v4</c>.</summary>
    public string Protocol { get; set; } = "v5.channel.k8s.io";

    internal async Task ServeAsync(
        HttpContext context, ApiTarget target, string container, Func<ContainerCommand, CancellationToken, Task<int>> run)
    {
        string? protocol = ((string[])[Protocol, "v4.channel.k8s.io"])
            .FirstOrDefault(known => context.WebSockets.WebSocketRequestedProtocols.Contains(known));
        if (!context.WebSockets.IsWebSocketRequest || protocol is null)
        {
            throw new ApiException(400, "BadRequest", "Upgrade request required");
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        await CommandChannels.RunAsync(socket, context, target, container, run);
    }

    private static async Task<int> EchoAsync(ContainerCommand command, CancellationToken cancellationToken)
    {
        await foreach (byte[] piece in command.Input.ReadAllAsync(cancellationToken))
        {
            await command.Output(piece);
        }

        return 0;
    }

    private static async Task<int> RunAsync(ContainerCommand command, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command.Arguments[0], command.Arguments.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            Task output = CopyAsync(process.StandardOutput.BaseStream, command.Output, cancellationToken);
            Task error = CopyAsync(process.StandardError.BaseStream, command.Error, cancellationToken);
            Task input = FeedAsync(process, command, cancellationToken);
            await Task.WhenAll(output, error, process.WaitForExitAsync(cancellationToken));
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task FeedAsync(Process process, ContainerCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (byte[] piece in command.Input.ReadAllAsync(cancellationToken))
            {
                await process.StandardInput.BaseStream.WriteAsync(piece, cancellationToken);
                await process.StandardInput.BaseStream.FlushAsync(cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It has ended, or listens no more.
        }
    }

    private static async Task CopyAsync(Stream from, Func<ReadOnlyMemory<byte>, Task> to, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and int length)
        {
            await to(buffer.AsMemory(0, length));
        }
    }
}
