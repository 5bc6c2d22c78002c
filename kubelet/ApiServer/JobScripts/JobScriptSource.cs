using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Creation;
using Interlink.ApiServer.Sidecars;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.JobScripts;

/// <summary>Adds the script that replaces a pod's containers, where there is to be one: from the builder that the request names, else from the template.</summary>
internal sealed class JobScriptSource(JobScriptOptions options, ScriptBuilder builder, ScriptTemplate? template)
{
    /// <summary>The body of the sidecar's <c>/create</c>.</summary>
    /// <exception cref="Interlink.Hosting.Pods.PodRequestException">There is no script.</exception>
    public async Task<ReadOnlyMemory<byte>> CompleteAsync(
        PodCreateRequest creation, RetrievedPod pod, CallerHeaders caller, CancellationToken cancellationToken)
    {
        // The builders' configuration holds a token, so only who makes a script gets it.
        if (creation.JobScriptUrl.Length > 0)
        {
            var config = builder.Check(creation.JobScriptUrl);
            var script = await builder.BuildAsync(creation.JobScriptUrl, pod.ToJson(config), caller, cancellationToken).ConfigureAwait(false);
            return pod.ToJson(config, script);
        }

        if (template is not null)
        {
            var config = options.BuildConfig ?? BuildConfig.Empty();
            return pod.ToJson(config, template.Render(pod.ToJson(config)));
        }

        return pod.ToJson(BuildConfig.Empty());
    }
}
