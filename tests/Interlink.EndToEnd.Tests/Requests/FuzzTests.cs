using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Requests;

public class FuzzTests
{
    private const int Rounds = 500;
    private const int Seed = 20260131;

    [FactNeeding]
    public async Task Random_bytes_and_broken_requests_never_break_the_sidecar()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var random = new Random(Seed);
        var process = scene.Sidecar.Id;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var path in new[] { "/create", "/delete", "/status", "/getLogs" })
            {
                var body = round % 2 == 0 ? Noise(random) : Broken(Valid(path), random);
                var answer = await scene.Client.SendContentAsync(HttpMethod.Post, path, new ByteArrayContent(body));
                var input = $"round {round}, {path}: {Encoding.UTF8.GetString(body)}";
                Assert.True((int)answer.Code is 200 or (>= 400 and < 500), $"{answer} to {input}");
                if (answer.Code != HttpStatusCode.OK)
                    answer.IsSentence();
                else if (path == "/create")
                    await DeleteAsync(scene, body);
            }
        }
        Assert.True(scene.Sidecar.Runs);
        Assert.Equal(process, scene.Sidecar.Id);
        await Eventually.TrueAsync(
            "no pod is left",
            () => Directory.GetDirectories(scene.Jobs, "*-*").Length == 0,
            () => string.Join(' ', Directory.GetDirectories(scene.Jobs)));
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 200)];
        random.NextBytes(bytes);
        return bytes;
    }

    // Bytes are changed, dropped, doubled; now and then what results is still a request.
    private static byte[] Broken(string valid, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(valid).ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 20), bytes.Count - place - 1));
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(random.Next(1, 20), bytes.Count - place)));
                    break;
                case 3:
                    bytes[place] = (byte)"{}[]\",:0null"[random.Next(12)];
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    bytes.Add((byte)'}');
                    break;
            }
        }
        return [.. bytes];
    }

    private static string Valid(string path)
    {
        var pod = new Pod().Shell("main", "true").Variable("A", "b").Annotate("slurm-job.vk.io/flags", "--hold");
        return path switch
        {
            "/create" => pod.CreateRequest().ToJsonString(),
            "/delete" => pod.Json.ToJsonString(),
            "/status" => $"[{pod.Json.ToJsonString()}]",
            _ => new JsonObject
            {
                ["Namespace"] = "default",
                ["PodUID"] = pod.Uid,
                ["ContainerName"] = "main",
                ["Opts"] = new JsonObject { ["Tail"] = 1, ["Timestamps"] = true },
            }.ToJsonString(),
        };
    }

    private static async Task DeleteAsync(Scene scene, byte[] request)
    {
        // Go, and so the sidecar, matches field names in any case.
        var pod = JsonNode.Parse(request, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, new JsonDocumentOptions())!["pod"]!;
        (await scene.Client.SendAsync(HttpMethod.Post, "/delete", pod.ToJsonString())).Is(HttpStatusCode.OK);
    }
}
