using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Tests.Configuration;

public sealed class RuntimeKeysTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("", "Singularity", "singularity", "--nv --no-eval --containall")]
    [InlineData("ContainerRuntime: apptainer", "Singularity", "apptainer", "--nv --no-eval --containall")]
    [InlineData("ContainerRuntime: enroot", "Enroot", "enroot", "--rw")]
    [InlineData("ContainerRuntime: enroot\nEnrootPath: /opt/enroot\nEnrootDefaultOptions: []", "Enroot", "/opt/enroot", "")]
    [InlineData("ContainerRuntime: podman", "Podman", "podman", "")]
    [InlineData("ContainerRuntime: podman\nPodmanPath: sudo podman\nPodmanDefaultOptions: [--runtime, runc]", "Podman", "sudo podman", "--runtime runc")]
    [InlineData("ContainerRuntime: docker\nDockerDefaultOptions: ['--gpus=all']", "Docker", "docker", "--gpus=all")]
    [InlineData("ContainerRuntime: host", "Host", "", "")]
    public void Each_runtime_has_its_program_and_options(string yaml, string kind, string program, string words)
    {
        File.WriteAllText(file, $"DataRootFolder: /jobs\nSidecarPort: 4000\n{yaml}\n");
        var load = SlurmOptionsLoader.Load(file, new Dictionary<string, string>(), new CommandLineOverrides());
        Assert.Empty(load.Problems);
        Assert.DoesNotContain(load.Warnings, warning => warning.Contains("Path", StringComparison.Ordinal));
        Assert.Equal(
            (Enum.Parse<ContainerRuntime>(kind), program, words),
            (load.Options!.Runtime, string.Join(' ', load.Options.RuntimeCommand), string.Join(' ', load.Options.RuntimeOptions)));
    }
}
