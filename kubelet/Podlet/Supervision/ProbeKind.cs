namespace Interlink.Podlet.Supervision;

/// <summary>What a probe is for.</summary>
internal enum ProbeKind
{
    Startup,
    Readiness,
    Liveness,
}
