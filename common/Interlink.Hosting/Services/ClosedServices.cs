using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interlink.Hosting.Services;

/// <summary>
/// Registers for one type what the framework registers for all types at once. A native program must build an open generic
/// (<c>ILogger&lt;&gt;</c>) while it starts, for every type it is asked for; a closed one is compiled.
/// </summary>
public static class ClosedServices
{
    /// <summary>Adds the logger of <typeparamref name="T"/>; without it there is one too, which takes longer to make.</summary>
    /// <param name="services">The program's services.</param>
    /// <typeparam name="T">The class that logs.</typeparam>
    public static IServiceCollection AddLogger<T>(this IServiceCollection services) =>
        services.AddSingleton<ILogger<T>>(provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));

    /// <summary>
    /// Adds the options <typeparamref name="T"/>: its defaults and what every <see cref="IConfigureOptions{T}"/> makes of them. Nothing
    /// else is applied: no <see cref="IPostConfigureOptions{T}"/>, no <see cref="IValidateOptions{T}"/>.
    /// </summary>
    internal static IServiceCollection AddOptionsOf<T>(this IServiceCollection services)
        where T : class, new() =>
        services.AddSingleton(provider =>
        {
            var options = new T();
            foreach (var setup in provider.GetServices<IConfigureOptions<T>>())
            {
                setup.Configure(options);
            }

            return Options.Create(options);
        });
}
