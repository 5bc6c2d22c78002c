using System.Reflection;
using Interlink.Podlet;
using Interlink.Podlet.Executing;
using Interlink.Podlet.Jobs;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Manifests;
using Interlink.Podlet.Native;
using Interlink.Podlet.Running;
using Interlink.Podlet.Runtimes;
using Interlink.Processes.Native;

try
{
    // First, because a container waits for it and nothing else is needed then.
    if (args is ["launch", ..])
        return LaunchCommand.Run(args);
    NameServices.UseWhatIsLinkedIn();
    return args switch
    {
        ["version"] => Print(Version()),
        ["guard", var mark, var scope, var folder] => GuardCommand.Run(mark, scope, folder),
        ["enroot", var folder, var container] => EnrootCommand.Run(folder, container),
        ["run", .. var rest] when RunPodOptions.Parse(rest) is { } options => RunPodCommand.Run(options, TimeProvider.System),
        ["run", var folder] => RunCommand.Run(folder, TimeProvider.System),
        ["exec", .. var rest] when ExecOptions.Parse(rest) is { } options => ExecCommand.Run(options),
        ["job", .. var rest] => JobCommand.Run(rest, TimeProvider.System),
        _ => Usage(),
    };
}
catch (PodletException refused)
{
    StandardError.Say(refused.Message);
    return refused.ExitCode;
}
catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
{
    StandardError.Say(failed.Message);
    return ExitCodes.OsError;
}

static int Usage()
{
    StandardError.Write(2, """
        podlet runs one pod on the machine where it landed.

          podlet job FOLDER [--detach]   the job's own process: the prefix of the folder in its shell, then the pod
          podlet job FOLDER --unpack     the same, after making the folder from standard input
          podlet run FOLDER              the pod
          podlet run --pod FILE [--runtime apptainer|singularity|podman|enroot|docker|host] [--folder FOLDER] [--keep]
                                         a Kubernetes manifest (- is standard input), in the foreground
          podlet exec FOLDER CONTAINER [-i] [-t] -- WORDS
                                         a program inside a running container of the pod, on the machine where it runs
          podlet launch OPTIONS -- WORDS one container; podlet starts it itself
          podlet version

        """);
    return ExitCodes.Usage;
}

static int Print(string line)
{
    StandardError.Write(1, line + "\n");
    return 0;
}

static string Version() =>
    typeof(LibC).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
