using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Logs;

/// <summary>What a question for a log must keep to. Pure.</summary>
internal static class LogRules
{
    /// <exception cref="PodRequestException">It breaks a rule.</exception>
    public static void Check(LogRequest request)
    {
        var problem = KubernetesNames.Namespace(request.Namespace)
            ?? KubernetesNames.PodUid(request.PodUID)
            ?? KubernetesNames.Container(request.ContainerName)
            ?? (request is { TailLines: not null, LimitBytes: not null } ? "Tail and LimitBytes are both set: set only one of them." : null)
            ?? (request is { SinceSeconds: not null, SinceTime: not null } ? "SinceSeconds and SinceTime are both set: set only one of them." : null);
        if (problem is not null)
        {
            throw new PodRequestException(PodRequestFailure.Invalid, problem);
        }
    }
}
