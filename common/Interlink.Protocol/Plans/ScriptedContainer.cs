namespace Interlink.Protocol.Plans;

/// <summary>A container of a pod whose work a script does that was handed over with the pod.</summary>
/// <param name="Name">Its name: the script tells its end in <see cref="JobFolderFiles.ExitCode"/>.</param>
/// <param name="Image">The image the pod names.</param>
/// <param name="Init">True for an init container.</param>
/// <param name="Sidecar">True for a restartable init container.</param>
public sealed record ScriptedContainer(string Name, string Image, bool Init, bool Sidecar);
