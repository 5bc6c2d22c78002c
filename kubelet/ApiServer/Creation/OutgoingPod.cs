namespace Interlink.ApiServer.Creation;

/// <summary>A pod on its way to a sidecar.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Name">Namespace and name, for people.</param>
/// <param name="Request">The body of <c>/create</c>.</param>
/// <param name="StatusQuestion">The body of <c>/status</c> about it.</param>
internal sealed record OutgoingPod(string Uid, string Name, ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> StatusQuestion);
