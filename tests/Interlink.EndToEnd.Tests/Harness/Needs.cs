namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What a test needs of the machine; it is skipped where that is missing.</summary>
[Flags]
public enum Needs
{
    Nothing = 0,

    /// <summary>A Slurm that takes jobs.</summary>
    Slurm = 1,

    /// <summary>A Slurm made by scripts/slurm-testbed, which may be stopped and reconfigured.</summary>
    TestBed = 2,

    Apptainer = 4,

    Root = 8,

    /// <summary>strace, and the right to trace.</summary>
    Strace = 16,

    /// <summary>A statically linked busybox.</summary>
    Busybox = 64,

    /// <summary>The right to mount file systems.</summary>
    Mounts = 128,

    /// <summary>A second Slurm, with accounting, that forgets ended jobs after seconds.</summary>
    Accounting = 256,

    /// <summary>The static binary of the API server.</summary>
    ApiServer = 512,
}
