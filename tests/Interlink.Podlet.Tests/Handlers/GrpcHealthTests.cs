using Interlink.Podlet.Handlers;
using Interlink.Protocol.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;

namespace Interlink.Podlet.Tests.Handlers;

/// <summary>Against the gRPC server of .NET and its own health service.</summary>
public class GrpcHealthTests
{
    [Theory]
    [InlineData("", true, null)]
    [InlineData("", false, "NOT_SERVING")]
    [InlineData("named", true, null)]
    [InlineData("unknown", true, "gRPC status 5")]
    public async Task Only_a_service_that_is_SERVING_is_healthy(string service, bool healthy, string? failure)
    {
        await using Server server = await Server.StartAsync(
            builder => builder.Services.AddGrpc().Services
                .AddGrpcHealthChecks(options => options.Services.Map("named", _ => true))
                .AddCheck("all", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy()),
            app => app.MapGrpcHealthChecksService(),
            listen => listen.Protocols = HttpProtocols.Http2);
        string? said = await Check(server.Port, service);
        if (failure is null)
            Assert.Null(said);
        else
            Assert.Contains(failure, said!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_the_service_or_without_gRPC_is_not_healthy()
    {
        await using Server without = await Server.StartAsync(builder => builder.Services.AddGrpc(), app => { }, listen => listen.Protocols = HttpProtocols.Http2);
        Assert.NotNull(await Check(without.Port, ""));
        await using Server plain = await Server.StartAsync(null, app => app.MapGet("/", () => Results.Ok()), listen => listen.Protocols = HttpProtocols.Http1);
        Assert.NotNull(await Check(plain.Port, ""));
        Assert.StartsWith("the gRPC health service at port 1: ", await Check(1, ""), StringComparison.Ordinal);
    }

    private static Task<string?> Check(int port, string service) => GrpcHealth.CheckAsync(new GrpcPlan(port, service), default);
}
