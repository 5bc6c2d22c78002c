using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.OpenApi;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Hosting.Tests;

public sealed class OpenApiTests
{
    private const string Own =
        """
        {"paths":{"/system-info":{"get":{"operationId":"getSystemInfo","responses":{"200":{"description":"ok"}}}}},
         "components":{"schemas":{"SystemInfo":{"type":"object"}}}}
        """;

    private static readonly string SampleFolder = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Fact]
    public async Task The_document_has_every_route_and_no_other()
    {
        await using var host = await TestHost.StartAsync();
        var document = await DocumentAsync(host);

        Assert.Equal(RoutesOf(host), OperationsOf(document));
    }

    [Fact]
    public async Task A_programs_own_calls_and_schemas_are_in_it()
    {
        await using var host = await TestHost.StartAsync(
            configure: builder => builder.Services.AddSingleton(new OpenApiPart(Encoding.UTF8.GetBytes(Own))),
            map: app => app.MapCall("/system-info", "SystemInfo", ["GET", "HEAD"], context => Answer.TextAsync(context, "fine")));
        var document = await DocumentAsync(host);

        Assert.Equal(RoutesOf(host), OperationsOf(document));
        Assert.NotNull(document["components"]!["schemas"]!["SystemInfo"]);
        Assert.Equal("fine", await host.Client.GetStringAsync("/system-info"));
    }

    [Fact]
    public async Task It_names_the_program()
    {
        await using var host = await TestHost.StartAsync();
        var document = await DocumentAsync(host);

        Assert.Equal("test-sidecar", (string?)document["info"]!["title"]);
        Assert.Equal("1.2.3", (string?)document["info"]!["version"]);
        Assert.StartsWith("3.1.", (string?)document["openapi"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_id_is_there_once()
    {
        await using var host = await TestHost.StartAsync();
        var document = await DocumentAsync(host);
        var ids = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation =>
            (string?)operation.Value!["operationId"]).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.DoesNotContain(null, ids);
        foreach (var reference in ReferencesIn(document))
        {
            JsonNode? target = document;
            foreach (var part in reference.Split('/')[1..])
            {
                target = target?[part];
            }

            Assert.True(target is not null, reference);
        }
    }

    [Fact]
    public async Task Answers_of_the_host_fit_its_own_schemas()
    {
        await using var host = await TestHost.StartAsync();
        var shapes = new DocumentShapes(await DocumentAsync(host));
        using var created = await host.SendAsync("POST", "/create", TestPods.Create);
        using var status = await host.SendAsync("GET", "/status", $"[{TestPods.Pod}]");
        using var ping = await host.SendAsync("GET", "/status", "[]");

        shapes.AssertFits("CreateRequest", JsonNode.Parse(TestPods.Create));
        shapes.AssertFits("Pod", JsonNode.Parse(TestPods.Pod));
        shapes.AssertFits("LogRequest", JsonNode.Parse(TestPods.Logs()));
        shapes.AssertFits("CreateAnswer", JsonNode.Parse(await created.Content.ReadAsStringAsync()));
        shapes.AssertFits("PodStatus", JsonNode.Parse(await status.Content.ReadAsStringAsync())![0]);
        shapes.AssertFits("PingAnswer", JsonNode.Parse(await ping.Content.ReadAsStringAsync()));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task What_Go_programs_sent_and_answered_fits(string sample)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(SampleFolder, sample));
        await using var host = await TestHost.StartAsync();

        new DocumentShapes(await DocumentAsync(host)).AssertFits(sample.Split('-')[0], JsonNode.Parse(json));
    }

    [Fact]
    public async Task What_does_not_fit_is_seen()
    {
        await using var host = await TestHost.StartAsync();
        var shapes = new DocumentShapes(await DocumentAsync(host));

        Assert.ThrowsAny<Exception>(() => shapes.AssertFits("CreateAnswer", JsonNode.Parse("""{"PodUID":"a"}""")));
        Assert.ThrowsAny<Exception>(() => shapes.AssertFits("CreateAnswer", JsonNode.Parse("""{"PodUID":"a","PodJID":1}""")));
        Assert.ThrowsAny<Exception>(() => shapes.AssertFits(
            "PodStatus", JsonNode.Parse("""{"name":"a","UID":"u","namespace":"n","JID":"","containers":[]}""")));
        Assert.ThrowsAny<Exception>(() => shapes.AssertFits(
            "PingAnswer", JsonNode.Parse("""{"taints":[{"key":"a","effect":"Sometimes"}]}""")));
    }

    public static TheoryData<string> Recorded() =>
        [.. Directory.EnumerateFiles(SampleFolder).Select(file => Path.GetFileName(file)).Order()];

    private static async Task<JsonNode> DocumentAsync(TestHost host) =>
        JsonNode.Parse(await host.Client.GetStringAsync("/openapi/v1.json"))!;

    private static IEnumerable<string> OperationsOf(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation =>
            $"{operation.Key.ToUpperInvariant()} {path.Key}")).Order();

    // HEAD goes without saying where GET is.
    private static IEnumerable<string> RoutesOf(TestHost host) =>
        host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method} {endpoint.RoutePattern.RawText}"))
            .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal))
            .Order();

    private static IEnumerable<string> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : ReferencesIn(member.Value)),
        JsonArray entries => entries.SelectMany(ReferencesIn),
        _ => [],
    };
}
