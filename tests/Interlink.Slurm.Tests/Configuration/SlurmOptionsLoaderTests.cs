using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Tests.Configuration;

public sealed class SlurmOptionsLoaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("options").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private SlurmOptionsLoad Load(string yaml, CommandLineOverrides? overrides = null, params (string Name, string Value)[] environment)
    {
        string path = Path.Combine(folder, "SlurmConfig.yaml");
        File.WriteAllText(path, yaml);
        return SlurmOptionsLoader.Load(
            path, environment.ToDictionary(pair => pair.Name, pair => pair.Value), overrides ?? new CommandLineOverrides());
    }

    private SlurmOptions Options(string yaml, params (string Name, string Value)[] environment)
    {
        var load = Load("DataRootFolder: /jobs\n" + yaml, null, environment);
        Assert.Empty(load.Problems);
        return load.Options!;
    }

    private string Problem(string yaml, params (string Name, string Value)[] environment)
    {
        var load = Load("DataRootFolder: /jobs\n" + yaml, null, environment);
        Assert.Null(load.Options);
        return Assert.Single(load.Problems);
    }

    private string Warning(string yaml, params (string Name, string Value)[] environment)
    {
        var load = Load("DataRootFolder: /jobs\n" + yaml, null, environment);
        Assert.NotNull(load.Options);
        return Assert.Single(load.Warnings);
    }

    [Fact]
    public void Two_keys_are_enough_for_the_embedded_scheduler()
    {
        var load = Load("DataRootFolder: /jobs/\nSocket: unix:///run/sidecar.sock\nScheduler: local\n");
        Assert.Empty(load.Problems);
        Assert.Empty(load.Warnings);
        Assert.Equal("/jobs", load.Options!.DataRootFolder);
        Assert.Equal("/run/sidecar.sock", load.Options.Host.Listen.UnixSocket);
        Assert.Equal(SchedulerKind.Local, load.Options.Scheduler);
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = Options("");
        Assert.Equal(("127.0.0.1", 4000), (options.Host.Listen.Address, options.Host.Listen.Port));
        Assert.Equal((5, 30, 10), (options.PollInterval.Seconds, options.CommandTimeout.Seconds, options.SubmitSettle.Seconds));
        Assert.Equal(["sbatch", "scancel", "squeue", "sinfo", "sacct"],
            new[] { options.Sbatch, options.Scancel, options.Squeue, options.Sinfo, options.Sacct }.Select(words => Assert.Single(words)));
        Assert.Equal(["singularity"], options.RuntimeCommand);
        Assert.Equal(["--nv", "--no-eval", "--containall"], options.RuntimeOptions);
        Assert.Equal(
            (SchedulerKind.Auto, PingResourcesKind.FreeAndOwn, "/bin/bash"), (options.Scheduler, options.PingResources, options.BashPath));
        Assert.Null(options.ExportPodData);
        Assert.Null(options.Taints);
        Assert.Null(options.Tsocks);
        Assert.Equal(LogLevel.Information, options.Host.Logs.Level);
    }

    [Fact]
    public void Commands_are_split_into_words_and_sacct_is_beside_sbatch()
    {
        var options = Options("SbatchPath: ssh login '/opt/my slurm/sbatch'\nSqueuePath: sudo -u x squeue\nResourceScriptPath: /a/b --c\n");
        Assert.Equal(["ssh", "login", "/opt/my slurm/sbatch"], options.Sbatch);
        Assert.Equal(["ssh", "login", "/opt/my slurm/sacct"], options.Sacct);
        Assert.Equal(["sudo", "-u", "x", "squeue"], options.Squeue);
        Assert.Equal(["/a/b", "--c"], options.ResourceScript);
        Assert.Equal(["/x/sacct"], Options("SacctPath: /x/sacct\n").Sacct);
    }

    [Theory]
    [InlineData("SqueuePath: squeue | cat", "SqueuePath", "|")]
    [InlineData("SbatchPath: $HOME/sbatch", "SbatchPath", "$")]
    [InlineData("SinfoPath: sinfo; id", "SinfoPath", ";")]
    [InlineData("ScancelPath: \"'open\"", "ScancelPath", "quote")]
    [InlineData("ContainerRuntime: rkt", "ContainerRuntime", "podman, docker or host")]
    [InlineData("PodmanDefaultOptions: [busybox]", "PodmanDefaultOptions", "begin with an option")]
    [InlineData("ContainerRuntime: lxc", "ContainerRuntime", "lxc")]
    [InlineData("DefaultUID: -1", "DefaultUID", "-1")]
    [InlineData("Flavors: {a: {UID: -2}}", "Flavors.a.UID", "-2")]
    [InlineData("Flavors: {a: {MemoryDefault: 5X}}", "Flavors.a.MemoryDefault", "5X")]
    [InlineData("Flavors: {a: {CPUDefault: -1}}", "Flavors.a.CPUDefault", "-1")]
    [InlineData("Flavors: {a: {SlurmFlags: ['']}}", "Flavors.a.SlurmFlags", "empty")]
    [InlineData("Flavors: {a: {SlurmFlags: [partition]}}", "Flavors.a.SlurmFlags", "partition")]
    [InlineData("Flavors: {a: {SlurmFlags: ['--array=1-3']}}", "Flavors.a.SlurmFlags", "--array")]
    [InlineData("Scheduler: pbs", "Scheduler", "pbs")]
    [InlineData("PingResources: all", "PingResources", "all")]
    [InlineData("PollIntervalSeconds: 0", "PollIntervalSeconds", "0")]
    [InlineData("SidecarPort: many", "SidecarPort", "many")]
    [InlineData("SidecarPort: 70000", "SidecarPort", "70000")]
    [InlineData("Socket: tcp://x", "Socket", "unix://")]
    [InlineData("BashPath: bash", "BashPath", "absolute")]
    [InlineData("BashPath: /usr/bin/env bash", "BashPath", "blanks")]
    [InlineData("PodletPath: /no/podlet", "PodletPath", "/no/podlet")]
    [InlineData("NodeRootFolder: /tmp", "NodeRootFolder", "PodletPath")]
    [InlineData("NodeRootFolder: tmp\nPodletPath: /opt/podlet", "NodeRootFolder", "absolute")]
    [InlineData("NodeRootFolder: /a/../b\nPodletPath: /opt/podlet", "NodeRootFolder", "absolute")]
    [InlineData("Gres: {a.com/x: 'gpu;id'}", "Gres", "gpu;id")]
    [InlineData("PriorityClasses: {urgent: '--array=1-3'}", "PriorityClasses", "array")]
    [InlineData("EphemeralStorage: maybe", "EphemeralStorage", "maybe")]
    [InlineData("LogLimitBytes: 5", "LogLimitBytes", "65536")]
    [InlineData("Taints: [{Key: k, Effect: Nope}]", "Effect", "Nope")]
    [InlineData("Tsocks: true\nTsocksPath: /lib.so", "TsocksLoginNode", "login node")]
    [InlineData("Tsocks: true\nTsocksPath: lib.so\nTsocksLoginNode: n", "TsocksPath", "absolute")]
    [InlineData("Tsocks: true\nTsocksPath: /lib.so\nTsocksLoginNode: -oProxyCommand=x", "TsocksLoginNode", "login node")]
    [InlineData("ListenAddress: 0.0.0.0", "0.0.0.0", "token")]
    [InlineData("SingularityDefaultOptions: [x.sif]", "SingularityDefaultOptions", "image")]
    [InlineData("LogFormat: xml", "LogFormat", "xml")]
    public void What_cannot_be_used_keeps_it_from_starting_with_a_sentence(string yaml, string key, string named)
    {
        string problem = Problem(yaml);
        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DataRootFolder: ''")]
    [InlineData("DataRootFolder: /")]
    [InlineData("DataRootFolder: ~/jobs")]
    [InlineData("DataRootFolder: \"/a\\nb\"")]
    [InlineData("DataRootFolder: 'a\\b'")]
    [InlineData("a: [")]
    [InlineData("- a list")]
    public void A_file_that_says_not_where_the_jobs_are_is_refused(string yaml) => Assert.NotEmpty(Load(yaml).Problems);

    [Fact]
    public void A_missing_file_is_one_problem_that_names_it()
    {
        var load = SlurmOptionsLoader.Load("/no/such.yaml", new Dictionary<string, string>(), new CommandLineOverrides());
        Assert.Null(load.Options);
        Assert.Contains("/no/such.yaml", Assert.Single(load.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var load = Load("Scheduler: x\nContainerRuntime: y\nSqueuePath: a|b\n", null, ("TSOCKS", "maybe"), ("SBATCHPATH", "a;b"));
        Assert.Equal(6, load.Problems.Count);
    }

    [Fact]
    public void The_environment_beats_the_file()
    {
        var options = Options(
            "SidecarPort: 1\nSbatchPath: a\nScancelPath: a\nSqueuePath: a\nSinfoPath: a\nSingularityPath: a\nTsocks: "
                + "false\nTsocksLoginNode: n\n",
            ("SIDECARPORT", "4001"), ("SBATCHPATH", "/b/sbatch"), ("SCANCELPATH", "b c"), ("SQUEUEPATH", "b"), ("SINFOPATH", "b"),
            ("SINGULARITYPATH", "/b/apptainer"), ("TSOCKS", "true"), ("TSOCKSPATH", folder), ("SHARED_FS", "true"));
        Assert.Equal(4001, options.Host.Listen.Port);
        Assert.Equal(["/b/sbatch"], options.Sbatch);
        Assert.Equal(["/b/sacct"], options.Sacct);
        Assert.Equal(["b", "c"], options.Scancel);
        Assert.Equal(["b"], options.Squeue);
        Assert.Equal(["b"], options.Sinfo);
        Assert.Equal(["/b/apptainer"], options.RuntimeCommand);
        Assert.Equal(new TsocksOptions(folder, "n"), options.Tsocks);
        Assert.True(options.SharedFs);
    }

    [Theory]
    [InlineData("TSOCKS", "yes")]
    [InlineData("TSOCKSPATH", "/no/such/library")]
    [InlineData("SQUEUEPATH", "a|b")]
    [InlineData("SIDECARPORT", "x")]
    public void A_variable_that_cannot_be_used_is_named(string name, string value) =>
        Assert.Contains(name, Problem("", (name, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", false, false, LogLevel.Information)]
    [InlineData("ErrorsOnlyLogging: true", false, false, LogLevel.Error)]
    [InlineData("VerboseLogging: true", false, false, LogLevel.Debug)]
    [InlineData("", false, true, LogLevel.Error)]
    [InlineData("ErrorsOnlyLogging: true", true, false, LogLevel.Debug)]
    public void The_command_line_beats_both(string yaml, bool verbose, bool errorsOnly, LogLevel expected) => Assert.Equal(
        expected, Load("DataRootFolder: /jobs\n" + yaml, new CommandLineOverrides(verbose, errorsOnly)).Options!.Host.Logs.Level);

    [Theory]
    [InlineData("SbatchPaht: x", "SbatchPath")]
    [InlineData("sbatchpath: x", "SbatchPath")]
    [InlineData("DefaultFlavor: nope", "nope")]
    [InlineData("KubeApi: {a: b}", "KubeApi")]
    [InlineData("Namespace: vk", "Namespace")]
    [InlineData("SingularityPrefix: x", "SingularityPrefix")]
    [InlineData("Socket: unix:///s\nTLS: {Enabled: true, CertFile: /c, KeyFile: /k}", "TLS")]
    public void What_has_no_effect_is_told_by_name(string yaml, string named) =>
        Assert.Contains(named, Warning(yaml), StringComparison.Ordinal);

    [Fact]
    public void Flavors_taints_and_runtimes_are_read()
    {
        var options = Options("""
            ContainerRuntime: apptainer
            SingularityDefaultOptions: []
            DefaultFlavor: gpu
            Flavors:
              small: {CPUDefault: 0, SlurmFlags: [-t 10, "-p 'a b'"]}
              gpu: {Name: GPU, Description: big, CPUDefault: 4, MemoryDefault: 32gb, UID: 3000, SlurmFlags: ["--gres=lustre,gpu:a100:2"]}
            Taints: [{Key: k, Value: v, Effect: NoSchedule}]
            """);
        Assert.Equal(["apptainer"], options.RuntimeCommand);
        Assert.Empty(options.RuntimeOptions);
        Assert.Equal(["small", "gpu"], options.Flavors.Select(flavor => flavor.Name));
        Assert.Equal(["-t", "10", "-p", "a b"], options.Flavors[0].SlurmFlags);
        Assert.Null(options.Flavors[0].CpuDefault);
        var gpu = options.DefaultFlavor!;
        Assert.Equal(("big", 4, 32L << 30, 3000L, 2), (gpu.Description, gpu.CpuDefault, gpu.MemoryDefault, gpu.Uid, gpu.Gpus));
        Assert.Equal([new PingTaint("k", "v", "NoSchedule")], options.Taints);
        Assert.Equal(ContainerRuntime.Host, Options("ContainerRuntime: host").Runtime);
        Assert.Empty(Options("Taints: []").Taints!);
    }

    [Theory]
    [InlineData("16G", 16L << 30)]
    [InlineData("32000m", 32000L << 20)]
    [InlineData("64KB", 64L << 10)]
    [InlineData("1024", 1024L)]
    [InlineData("1024b", 1024L)]
    [InlineData("1T", 1L << 40)]
    [InlineData("", null)]
    [InlineData("G", null)]
    [InlineData("-1G", null)]
    [InlineData("1.5G", null)]
    [InlineData("0", null)]
    [InlineData("99999999999G", null)]
    public void A_flavors_memory_is_read(string text, long? expected)
    {
        Assert.Equal(expected is not null, MemorySize.TryParse(text, out long bytes));
        Assert.Equal(expected ?? 0, bytes);
    }

    [Fact]
    public void A_relative_data_root_is_made_absolute_with_a_warning()
    {
        var load = Load("DataRootFolder: jobs/\n");
        Assert.Equal(Path.GetFullPath("jobs"), load.Options!.DataRootFolder);
        Assert.Contains("relative", Assert.Single(load.Warnings), StringComparison.Ordinal);
    }
}
