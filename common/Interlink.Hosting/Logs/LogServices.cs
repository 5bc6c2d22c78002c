using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>
/// The services that log. What they let through comes from our options alone, not from the framework's, whose generics would be built
/// while the program starts.
/// </summary>
internal static class LogServices
{
    public static void Add(IServiceCollection services, LogOptions logs)
    {
        services.AddSingleton<ILoggerProvider>(provider => new StandardErrorLoggerProvider(
            provider.GetRequiredService<ProgramIdentity>(),
            logs,
            provider.GetRequiredService<TimeProvider>(),
            Console.OpenStandardError()));
        services.AddSingleton<ILoggerFactory>(provider => new LoggerFactory(provider.GetServices<ILoggerProvider>(), Filter(logs.Level)));
    }

    private static LoggerFilterOptions Filter(LogLevel level)
    {
        var filter = new LoggerFilterOptions { MinLevel = level };
        if (level != LogLevel.Trace)
        {
            filter.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        }

        // While this category logs, ASP.NET Core makes an activity and a scope for every request.
        filter.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // It tells with stack traces what ProgramRun tells in a sentence: that a start failed, that a background service did.
        filter.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        return filter;
    }
}
