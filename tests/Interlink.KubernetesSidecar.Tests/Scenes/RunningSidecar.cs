using System.Diagnostics;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>The sidecar.</summary>
internal sealed class RunningSidecar(string config, string state, params string[] more) : RunningProgram(StartOf(config, state, more))
{
    private static ProcessStartInfo StartOf(string config, string state, string[] more)
    {
        var start = StartOf("kubernetes-sidecar", ["--config", config, .. more]);
        start.Environment["XDG_STATE_HOME"] = state;
        start.Environment.Remove("KUBERNETES_SERVICE_HOST");
        return start;
    }
}
