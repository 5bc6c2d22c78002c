namespace Interlink.Podlet.Supervision;

/// <summary>Why a pod is stopped before its containers have ended by themselves.</summary>
/// <param name="Reason">In CamelCase, for programs.</param>
/// <param name="Message">A sentence.</param>
/// <param name="AlwaysFails">True when the pod is Failed whatever its containers' exit codes.</param>
internal sealed record StopReason(string Reason, string Message, bool AlwaysFails = false);
