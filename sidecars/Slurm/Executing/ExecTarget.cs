using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Executing;

/// <summary>A container that runs, as far as one has to know it to run something in it.</summary>
/// <param name="Job">The job of its pod.</param>
/// <param name="Podlet">The podlet that runs it, where its machine has it.</param>
/// <param name="Folder">The job folder on that machine.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Others">The names of the pod's other containers.</param>
internal sealed record ExecTarget(JobId Job, string Podlet, string Folder, string Container, IReadOnlyList<string> Others);
