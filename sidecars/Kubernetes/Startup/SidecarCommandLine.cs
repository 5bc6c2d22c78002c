using System.CommandLine;

namespace Interlink.KubernetesSidecar.Startup;

/// <summary>The command line; the Python plugin has none, so everything has a default.</summary>
internal static class SidecarCommandLine
{
    public static Task<int> InvokeAsync(string[] args)
    {
        var config = new Option<string?>("--config", "-c") { Description = "Path of config.ini." };
        var check = new Option<bool>("--check-config") { Description = "Say what is wrong with the configuration, and start nothing." };
        var root = new RootCommand("Runs Kubernetes pods in another Kubernetes cluster.") { config, check };
        root.SetAction((parsed, cancellationToken) => Sidecar.RunAsync(parsed.GetValue(config), parsed.GetValue(check)));
        // The host ends the program in its own order on SIGTERM.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
