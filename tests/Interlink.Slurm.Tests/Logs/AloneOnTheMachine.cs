namespace Interlink.Slurm.Tests.Logs;

/// <summary>Tests that measure do not run beside others.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
