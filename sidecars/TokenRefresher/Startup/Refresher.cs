using System.Reflection;
using System.Security.Cryptography;
using Interlink.Hosting;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Health;
using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Services;
using Interlink.TokenRefresher.Configuration;
using Interlink.TokenRefresher.Files;
using Interlink.TokenRefresher.Grants;
using Interlink.TokenRefresher.Renewal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.TokenRefresher.Startup;

/// <summary>Starts the program and runs it to its end.</summary>
internal static class Refresher
{
    private const int BadConfiguration = 2;

    /// <returns>The program's exit code: 0 after an orderly end, 2 for settings that cannot be used, 1 for anything else.</returns>
    public static async Task<int> RunAsync(Func<string, string?> environment)
    {
        var reader = new SettingsReader(environment);
        var settings = reader.Read();
        if (reader.Problems.Count > 0)
        {
            return Refuse(reader.Problems);
        }

        HttpClient client;
        try
        {
            client = TokenClient.Create(settings.CertificateBundle);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Refuse([$"REQUESTS_CA_BUNDLE {settings.CertificateBundle} cannot be used: {failure.Message}"]);
        }

        using (client)
        {
            var builder = InterlinkHost.CreateBuilder(new ProgramIdentity("refresh-token", Version, "Token"), Host(settings));
            builder.Services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<TokenState>());
            builder.Services.AddSingleton<TokenState>();
            builder.Services.AddLogger<TokenRenewal>();
            builder.Services.AddSingleton<IHostedService>(provider => new TokenRenewal(
                settings,
                new TokenEndpoint(settings, client, provider.GetRequiredService<TimeProvider>()),
                new TokenFiles(settings.TokenPath),
                provider.GetRequiredService<TokenState>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<TokenRenewal>>()));
            await using var app = builder.Build();
            app.MapOperationEndpoints();
            return await app.RunToExitCodeAsync().ConfigureAwait(false);
        }
    }

    private static string Version { get; } =
        typeof(Refresher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    // Health and metrics are all there is to ask for, and hold no secret: an address that the operator chose is enough.
    private static Interlink.Hosting.HostOptions Host(RefresherSettings settings) => new()
    {
        Listen = new ListenOptions { Address = settings.ListenAddress, Port = settings.ListenPort, AllowInsecure = true },
        Logs = new LogOptions { Level = settings.Verbose ? LogLevel.Debug : LogLevel.Information },
        DrainTimeout = TimeSpan.FromSeconds(5),
    };

    private static int Refuse(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"refresh-token: {problem}");
        }

        return BadConfiguration;
    }
}
