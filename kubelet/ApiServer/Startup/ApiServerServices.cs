using Interlink.ApiServer.Access;
using Interlink.ApiServer.Calls;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Creation;
using Interlink.ApiServer.JobScripts;
using Interlink.ApiServer.Logs;
using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Interlink.Hosting.Access;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Health;
using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Startup;

/// <summary>Puts the API server's parts together.</summary>
internal static class ApiServerServices
{
    private const double StatusAttempt = 0.8;

    public static void Add(IServiceCollection services, ApiServerOptions options)
    {
        services.AddSingleton<SidecarMetrics>();
        if (options.Oidc is { } oidc)
        {
            services.AddLogger<OidcCheck>().AddSingleton<ICallerCheck>(provider => new OidcCheck(oidc, provider.GetRequiredService<ILogger<OidcCheck>>()));
        }

        services.AddLogger<SidecarClient>();
        services.AddLogger<StatusBoard>();
        services.AddLogger<CallerHeaders>();
        services.AddSingleton(provider => new SidecarFleet([.. options.Sidecars.Select(sidecar => Open(provider, options, sidecar))]));
        services.AddSingleton(provider => new SidecarRoutes(provider.GetRequiredService<SidecarFleet>().Sidecars, options.SidecarAnnotation));
        services.AddSingleton(provider => new StatusMetrics(provider.GetRequiredService<SidecarFleet>()));
        services.AddSingleton<IReadinessCheck, SidecarReadiness>();
        services.AddSingleton<PodStates>();
        services.AddLogger<SafeQuestions>().AddSingleton<SafeQuestions>();
        services.AddSingleton(provider => new HomeSearch(provider.GetRequiredService<SidecarRoutes>(), options.Patience));
        AddCreation(services, options);
        services.AddSingleton(provider => new LogRelay(provider.GetRequiredService<HomeSearch>(), options.Patience, Time(provider)));
        services.AddLogger<LifeCalls>().AddSingleton(provider => new LifeCalls(
            provider.GetRequiredService<Creations>(),
            provider.GetRequiredService<SafeQuestions>(),
            provider.GetRequiredService<SidecarRoutes>(),
            provider.GetRequiredService<Drain>(),
            options.Patience,
            provider.GetRequiredService<ILogger<LifeCalls>>()));
        services.AddLogger<LookCalls>().AddSingleton(provider => new LookCalls(
            provider.GetRequiredService<PodStates>(),
            provider.GetRequiredService<LogRelay>(),
            provider.GetRequiredService<LogStreams>(),
            provider.GetRequiredService<SafeQuestions>(),
            provider.GetRequiredService<SidecarRoutes>(),
            options.Patience,
            provider.GetRequiredService<ILogger<LookCalls>>()));
        services.AddSingleton(_ => RelayEndpoints.OpenApi());
    }

    private static void AddCreation(IServiceCollection services, ApiServerOptions options)
    {
        services.AddLogger<ScriptBuilder>().AddSingleton(provider => new ScriptBuilder(
            options.JobScripts, options.Patience, Time(provider), provider.GetRequiredService<ILogger<ScriptBuilder>>()));
        services.AddLogger<ScriptTemplate>().AddSingleton(provider => new JobScriptSource(
            options.JobScripts,
            provider.GetRequiredService<ScriptBuilder>(),
            options.JobScripts.Template is { } path ? ScriptTemplate.Read(path, provider.GetRequiredService<ILogger<ScriptTemplate>>()) : null));
        services.AddLogger<FateQuestion>().AddSingleton(provider => new FateQuestion(
            options.Patience, provider.GetRequiredService<ILogger<FateQuestion>>()));
        services.AddLogger<CreateDelivery>().AddSingleton(provider => new CreateDelivery(
            provider.GetRequiredService<FateQuestion>(), options.Patience, Time(provider), provider.GetRequiredService<ILogger<CreateDelivery>>()));
        services.AddLogger<Creations>().AddSingleton<Creations>();
    }

    private static Sidecar Open(IServiceProvider provider, ApiServerOptions options, SidecarOptions sidecar)
    {
        var client = new SidecarClient(
            sidecar, provider.GetRequiredService<SidecarMetrics>(), Time(provider), provider.GetRequiredService<ILogger<SidecarClient>>());
        var board = new StatusBoard(
            new SidecarStates(client, options.Patience * StatusAttempt),
            options.Statuses,
            options.Patience,
            Time(provider),
            provider.GetRequiredService<ILogger<StatusBoard>>());
        return new Sidecar(sidecar, client, board);
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
