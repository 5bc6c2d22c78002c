namespace Interlink.Protocol.Plans;

/// <summary>A pod's <c>spec.restartPolicy</c>.</summary>
public enum RestartPolicy
{
    /// <summary>A container that ended is started again, whatever its exit code.</summary>
    Always,

    /// <summary>A container is started again unless it ended with code 0.</summary>
    OnFailure,

    /// <summary>A container runs once.</summary>
    Never,
}
