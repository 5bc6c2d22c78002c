using System.Diagnostics;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Tests.Translation;

namespace Interlink.KubernetesSidecar.Tests.Mesh;

/// <summary>
/// A mesh container's command, started as a kubelet would start it, in a mount namespace with a <c>/tmp</c> of its own. Its output ends with
/// <c>ready</c> when the file has come that the startup probe looks for, and with <c>ended CODE</c> when the command ended before.
/// </summary>
internal static class MeshRun
{
    private const string Watch = """
        mount -t tmpfs none /tmp && mkdir /tmp/interlink && cd /tmp/interlink || exit 1
        "$@" &
        command=$!
        while kill -0 $command 2>/dev/null; do
          if test -f /tmp/interlink/mesh-ready; then echo ready; kill $command; exit; fi
          sleep 0.05
        done
        wait $command
        echo "ended $?"
        """;

    public static async Task<string> OutputAsync(string script, bool forSlurm)
    {
        var annotation = new JsonObject { ["slurm-job.vk.io/pre-exec"] = $"cat <<'EOFMESH' > $TMPDIR/mesh.sh\n{script}\nEOFMESH\n$TMPDIR/mesh.sh" };
        var spec = Translated.Spec(
            metadata: new JsonObject { ["annotations"] = annotation }.ToJsonString(),
            options: Translated.Options with { Mesh = new MeshOptions(Image: "registry/mesh:1", SlurmSetupScript: forSlurm) });
        var container = (JsonObject)((JsonArray)spec["initContainers"]!).Single()!;
        // A kubelet replaces references to variables, a form that the shell has, too.
        var command = Words(container["command"]!).Concat(Words(container["args"]!)).ToList();
        Assert.All(Words(container["args"]!), word => Assert.DoesNotContain("$(", word, StringComparison.Ordinal));
        var start = new ProcessStartInfo("unshare", ["-rm", "--kill-child", "--fork", "--pid", "/bin/sh", "-c", Watch, "watch", .. command])
        {
            RedirectStandardOutput = true,
        };
        foreach (var variable in (JsonArray)container["env"]!)
            start.Environment[(string)variable!["name"]!] = (string)variable["value"]!;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Eventually.Patience);
        try
        {
            return await process.StandardOutput.ReadToEndAsync(patience.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static IEnumerable<string> Words(JsonNode list) => ((JsonArray)list).Select(word => (string)word!);
}
