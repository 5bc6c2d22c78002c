namespace Interlink.KubernetesSidecar.Tests.Mesh;

public sealed class MeshScriptTests
{
    /// <summary>Of the form that interLink's builder of mesh scripts gives them for Slurm.</summary>
    private const string ForSlurm = """
        #!/bin/bash
        set -m
        printf '#!/bin/sh\necho "network of job $SLURM_JOB_ID"\nexec "$@"\n' >$TMPDIR/slirp.sh
        chmod +x $TMPDIR/slirp.sh
        unshare $UNSHARE_FLAGS --net --mount $TMPDIR/slirp.sh "$@" &
        ./slirp4netns --configure || exit 9
        fg 1
        """;

    [MountNamespaceFact]
    public async Task A_script_that_says_that_the_mesh_is_up_is_run_as_it_is()
    {
        var output = await MeshRun.OutputAsync("#!/bin/bash\n[[ $# == 0 ]] && echo \"it's \\$HOME\" 'and ü'\ntouch $TMPDIR/mesh-ready\nsleep 60", forSlurm: false);

        Assert.Equal("it's $HOME and ü\nready\n", output);
    }

    [MountNamespaceFact]
    public async Task A_script_that_fails_ends_the_container_with_its_code() =>
        Assert.Equal("ended 7\n", await MeshRun.OutputAsync("#!/bin/bash\nexit 7", forSlurm: false));

    [MountNamespaceFact]
    public async Task A_script_made_for_Slurm_builds_no_network_of_its_own_and_gets_a_job()
    {
        var output = await MeshRun.OutputAsync(ForSlurm, forSlurm: true);

        Assert.Contains("network of job 1", output, StringComparison.Ordinal);
        Assert.Contains("mesh-setup: the mesh is up", output, StringComparison.Ordinal);
        Assert.EndsWith("ready\n", output, StringComparison.Ordinal);
    }
}
