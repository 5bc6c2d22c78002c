using FsCheck;
using FsCheck.Fluent;
using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Tests.Supervision;

public class PodMachineProperties
{
    private static readonly int[] Codes = [0, 0, 1, 3, 137];

    /// <summary>
    /// The rules that <see cref="SimulatedPod"/> checks hold for any pod and any order of events; and then every pod can be brought to
    /// its end.
    /// </summary>
    [Fact]
    public void Any_order_of_events_keeps_the_rules_and_a_stop_ends_every_pod()
    {
        Gen<byte[]> bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));
        Gen<(byte[] Shape, byte[] Choices)> cases = bytes.SelectMany(shape => bytes.Select(choices => (shape, choices)));
        Prop.ForAll(cases.ToArbitrary(), example => Play(example.Shape, example.Choices))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(120));
    }

    private static void Play(byte[] shape, byte[] choices)
    {
        SimulatedPod pod = new(PlanOf(shape));
        foreach (byte choice in choices)
            Happen(pod, choice);
        pod.Stop(choices.Length % 2 == 0 ? null : TimeSpan.FromSeconds(choices.Length % 16));
        for (int guard = 0; pod.State.Stage != PodStage.Finished; guard++)
        {
            Assert.True(guard < 1000, "The pod does not end.");
            EndWhatWasKilled(pod);
            pod.Pass(TimeSpan.FromHours(1));
        }
    }

    private static void EndWhatWasKilled(SimulatedPod pod)
    {
        HashSet<int> killed = [.. pod.Actions.OfType<PodAction.Kill>().Select(kill => kill.Container)];
        foreach (int container in pod.Processes.Where(killed.Contains).ToArray())
            pod.Exited(container, 137);
    }

    private static void Happen(SimulatedPod pod, byte choice)
    {
        int container = choice / 12 % pod.State.Containers.Count;
        switch (choice % 12)
        {
            case 8:
                pod.EndHook(container, HookKind.PostStart, fails: choice % 5 == 0);
                break;
            case 9:
                pod.EndHook(container, HookKind.PreStop, fails: choice % 5 == 0);
                break;
            case 10:
                pod.Probe(container, (ProbeKind)(choice / 4 % 3), fails: choice % 7 < 3);
                break;
            case 11:
                pod.HearLate(container, (ProbeKind)(choice / 4 % 3));
                break;
            case 0 or 1:
                pod.Started(container);
                break;
            case 2 or 3:
                pod.Exited(container, Codes[choice % Codes.Length]);
                break;
            case 4:
                pod.Pass(TimeSpan.FromSeconds(choice));
                break;
            case 5:
                pod.Pass(TimeSpan.FromMinutes(choice));
                break;
            case 6:
                EndWhatWasKilled(pod);
                break;
            default:
                // Rarely, or no pod would live long enough to show anything.
                if (choice > 240)
                    pod.Stop(choice > 247 ? TimeSpan.FromSeconds(choice % 16) : null);
                break;
        }
    }

    private static readonly HandlerPlan Nothing = new() { SleepSeconds = 0 };

    private static ProbePlan Probe(int grace) => new() { Handler = Nothing, TerminationGracePeriodSeconds = grace == 0 ? null : grace };

    private static PodPlan PlanOf(byte[] shape)
    {
        int Pick(int at, int below) => at < shape.Length ? shape[at] % below : 0;
        ContainerPlan Container(string name, bool sidecar, int at) => new()
        {
            Name = name,
            Image = "i",
            Sidecar = sidecar,
            Probes = Pick(at, 2) == 0 ? null : new ProbesPlan { Startup = Pick(at + 1, 2) == 0 ? null : Probe(Pick(at + 2, 30)), Liveness = Probe(Pick(at + 2, 30)) },
            Hooks = Pick(at + 3, 2) == 0 ? null : new HooksPlan { PostStart = Pick(at + 4, 2) == 0 ? null : Nothing, PreStop = Pick(at + 5, 2) == 0 ? null : Nothing },
        };
        return new PodPlan
        {
            Namespace = "n",
            Name = "p",
            Uid = "u",
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            RestartPolicy = (RestartPolicy)Pick(0, 3),
            TerminationGracePeriodSeconds = Pick(1, 4) * 10,
            ActiveDeadlineSeconds = Pick(2, 4) == 3 ? Pick(3, 256) * 10 : null,
            InitContainers = [.. Enumerable.Range(0, Pick(4, 4)).Select(i => Container("init" + i, Pick(6 + i, 2) == 1, 20 + 6 * i))],
            Containers = [.. Enumerable.Range(0, 1 + Pick(5, 3)).Select(i => Container("main" + i, false, 10 + 6 * i))],
        };
    }
}
