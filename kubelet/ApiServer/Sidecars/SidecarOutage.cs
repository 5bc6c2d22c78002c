namespace Interlink.ApiServer.Sidecars;

/// <summary>A sidecar that gave no answer.</summary>
/// <param name="message">A sentence without its full stop that names the sidecar.</param>
/// <param name="mayHaveArrived">False when the question certainly never left.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class SidecarOutage(string message, bool mayHaveArrived, Exception? innerException = null) : Exception(message, innerException)
{
    public bool MayHaveArrived { get; } = mayHaveArrived;
}
