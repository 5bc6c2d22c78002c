using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Health;
using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Memory;
using Interlink.Hosting.Metrics;
using Interlink.Hosting.Services;
using Interlink.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interlink.Hosting;

/// <summary>Builds and runs the HTTP host that all interLink programs share.</summary>
public static class InterlinkHost
{
    /// <summary>
    /// A builder with everything common in place: listeners, token, sessions, errors, logs, metrics, health, traces. Add the program's
    /// services (its <see cref="Pods.IPodBackend"/>, <see cref="IReadinessCheck"/>s, hosted services), build, map endpoints, run. What is
    /// logged is settled by <paramref name="options"/>: the builder's own <c>Logging</c> has no say in it, except for further providers.
    /// </summary>
    /// <param name="program">Who the program is.</param>
    /// <param name="options">Options that have passed <see cref="HostOptions.Validate"/>.</param>
    /// <exception cref="HostStartException">The options have problems; the message holds all of them.</exception>
    public static WebApplicationBuilder CreateBuilder(ProgramIdentity program, HostOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new HostStartException(string.Join(' ', problems));
        }

        // Nothing is read from the environment or from appsettings.json: what the program does not use need not be there.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = program.Name,
            EnvironmentName = Environments.Production,
            ContentRootPath = "/",
        });
        builder.WebHost.UseKestrelCore();
        ConnectionMemory.Use(builder.Services);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        LogServices.Add(builder.Services, options.Logs);
        FrameworkServices.Close(builder.Services);
        AddServices(builder.Services, program, options);
        return builder;
    }

    /// <summary>
    /// Runs until SIGTERM, SIGINT or the failure of a hosted service. Requests in flight get <see cref="HostOptions.DrainTimeout"/> to
    /// finish, who follows a log is let go at once. systemd is told (<c>Type=notify</c>).
    /// </summary>
    /// <returns>
    /// 0 after an orderly end; 1 when it could not start, which one sentence in the log explains, or when a part of it failed.
    /// </returns>
    public static Task<int> RunToExitCodeAsync(this WebApplication app, CancellationToken cancellationToken = default) =>
        new ProgramRun(app, ServiceNotifier.FromEnvironment()).RunAsync(cancellationToken);

    private static void AddServices(IServiceCollection services, ProgramIdentity program, HostOptions options)
    {
        services.AddSingleton(program);
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<MetricScope>();
        services.AddSingleton<MetricCollector>();
        services.AddSingleton<HttpMetrics>();
        services.AddLogger<HealthChecks>().AddSingleton<HealthChecks>();
        services.AddSingleton(provider => new Drain(
            provider.GetRequiredService<IHostApplicationLifetime>(), options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LogStreams(provider.GetRequiredService<Drain>(), provider.GetRequiredService<HttpMetrics>()));
        services.AddLogger<Listener>().AddSingleton<Listener>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<Listener>());
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>>(provider => provider.GetRequiredService<Listener>());
        services.AddLogger<CallPipeline>().AddSingleton<IStartupFilter, CallPipeline>();
        services.AddLogger<PodCalls>();
        services.AddLogger<ProgramRun>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        if (options.Telemetry.Enabled)
        {
            services.AddSingleton<IHostedService>(_ => new TraceExport(program, options.Telemetry));
        }
    }
}
