using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Interlink.Hosting.Services;

/// <summary>Makes the framework's own services cheaper to start with.</summary>
internal static class FrameworkServices
{
    /// <summary>Closes the generics that the framework's public parts ask for; the others work as before.</summary>
    public static void Close(IServiceCollection services)
    {
        services.AddLogger<ApplicationLifetime>();
        services.AddOptionsOf<Microsoft.Extensions.Hosting.HostOptions>();
        services.AddOptionsOf<KestrelServerOptions>();
        services.AddOptionsOf<SocketTransportOptions>();
        services.AddOptionsOf<FormOptions>();
        services.AddOptionsOf<RouteOptions>();
        services.AddOptionsOf<RouteHandlerOptions>();

        // All it would do is to subscribe to the meters that a configuration section names; MetricCollector does not need it.
        services.RemoveAll<IStartupValidator>();
    }
}
