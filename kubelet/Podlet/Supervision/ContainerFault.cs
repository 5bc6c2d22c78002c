namespace Interlink.Podlet.Supervision;

/// <summary>Why one container is stopped while its pod goes on.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="Probed">True when a probe failed: then it starts again whatever its exit code, unless nothing ever does.</param>
internal sealed record ContainerFault(string Message, bool Probed);
