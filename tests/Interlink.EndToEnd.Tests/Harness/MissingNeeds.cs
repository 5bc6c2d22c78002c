namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Says why a test cannot run here.</summary>
internal static class MissingNeeds
{
    private static readonly (Needs Need, Func<bool> IsMet, string Missing)[] Known =
    [
        (Needs.Nothing, () => File.Exists(Machine.Sidecar) && File.Exists(Machine.Podlet),
            $"there is no slurm-sidecar and podlet in {Machine.Binaries}: run scripts/build or set INTERLINK_BIN"),
        (Needs.Slurm, HasSlurm, "needs Slurm: eval \"$(scripts/slurm-testbed up)\""),
        (Needs.TestBed, () => Machine.IsRoot && HasSlurm() && File.Exists(TestBed.Marker),
            "needs the Slurm of scripts/slurm-testbed, and root"),
        (Needs.Apptainer, () => Machine.Apptainer is not null && Directory.Exists(Machine.Image),
            "needs apptainer on PATH and INTERLINK_TEST_IMAGE made by scripts/test-image"),
        (Needs.Root, () => Machine.IsRoot, "needs root"),
        (Needs.Strace,
            () => Machine.OnPath("strace") is not null && Command.Run("strace", "-qq", "-o", "/dev/null", "true").ExitCode == 0,
            "needs strace and the right to trace processes"),
        (Needs.Mounts, () => Machine.IsRoot && Command.Run("unshare", "--mount", "true").ExitCode == 0,
            "needs root and the right to mount file systems"),
        (Needs.Accounting, () => Machine.AccountingConfiguration is { } file && File.Exists(file),
            "needs INTERLINK_ACCOUNTING_CONF, the slurm.conf of a test bed made with SLURM_TESTBED_ACCOUNTING=yes"),
        (Needs.ApiServer, () => File.Exists(Machine.ApiServer), $"there is no interlink in {Machine.Binaries}: run scripts/build or set INTERLINK_BIN"),
        (Needs.Busybox, () => Machine.OnPath("busybox") is not null, "needs busybox"),
    ];

    /// <summary>Null when everything is there.</summary>
    public static string? Of(Needs needs) => Known
        .Where(known => known.Need == Needs.Nothing || needs.HasFlag(known.Need))
        .FirstOrDefault(known => !known.IsMet()).Missing;

    private static bool HasSlurm() =>
        Machine.SlurmConfiguration is { } file && File.Exists(file) && Machine.OnPath("sbatch") is not null;
}
