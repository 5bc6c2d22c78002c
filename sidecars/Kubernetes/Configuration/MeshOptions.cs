namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>How a pod's mesh is set up.</summary>
/// <param name="InitContainer">True for an init container that keeps running, false for an ordinary container.</param>
/// <param name="StartupProbe">Whether the other containers wait for the mesh.</param>
/// <param name="SlurmSetupScript">Whether the mesh script is one made for Slurm, to be changed and given a job.</param>
/// <param name="Image">An image with everything that mesh scripts need; null for Alpine's, which installs it at each start.</param>
internal sealed record MeshOptions(bool InitContainer = true, bool StartupProbe = true, bool SlurmSetupScript = false, string? Image = null);
