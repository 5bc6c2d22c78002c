using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Sidecars;
using Interlink.ApiServer.Statuses;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.ApiServer.Tests.Statuses;

/// <summary>What holds for the states whatever is asked, changed, forgotten and broken in whatever order.</summary>
public sealed class StatusBoardProperties
{
    private const int Pods = 6;
    private const int Most = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static Gen<Step> Steps { get; } =
        from kind in Gen.Frequency(
            (6, Gen.Constant(StepKind.Ask)), (4, Gen.Constant(StepKind.Change)), (3, Gen.Constant(StepKind.Wait)), (1, Gen.Constant(StepKind.Leave)),
            (2, Gen.Constant(StepKind.Return)), (1, Gen.Constant(StepKind.Forget)), (1, Gen.Constant(StepKind.Silence)))
        from pods in Gen.Choose(0, Pods - 1).NonEmptyListOf()
        select new Step(kind, [.. pods.Take(5)]);

    [Fact]
    public void Every_pod_gets_its_own_state_in_the_order_asked_and_never_one_older_than_the_interval() =>
        Prop.ForAll(Steps.ListOf().ToArbitrary(), steps => Run([.. steps]).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task<bool> Run(Step[] steps)
    {
        var time = new ManualTime();
        var patience = TimeSpan.FromMinutes(1);
        // While it is away, time goes on until nobody waits any longer.
        var sidecar = new SimulatedSidecar(Pods, () => time.GoOn(patience));
        var options = new StatusOptions { Interval = Interval, MostPods = Most };
        var board = new StatusBoard(sidecar, options, patience, time, NullLogger<StatusBoard>.Instance);
        await using (board)
        {
            var least = new int[Pods];
            foreach (var step in steps)
            {
                var pod = step.Pods[0];
                switch (step.Kind)
                {
                    case StepKind.Ask when !await IsRightAsync(board, sidecar, step.Pods, least):
                        return false;
                    case StepKind.Change:
                        sidecar.Change(pod);
                        break;
                    case StepKind.Wait:
                        // Whoever asks now may not be answered with what was true before.
                        time.GoOn(Interval + TimeSpan.FromTicks(1));
                        for (var i = 0; i < Pods && !sidecar.IsAway; i++)
                        {
                            least[i] = sidecar.Silent == i ? least[i] : sidecar.Version(i);
                        }

                        break;
                    case StepKind.Leave:
                        sidecar.IsAway = true;
                        break;
                    case StepKind.Return:
                        // What it did not say is asked for again an interval later.
                        (sidecar.IsAway, sidecar.Silent) = (false, null);
                        Array.Clear(least);
                        break;
                    case StepKind.Forget:
                        board.Forget(SimulatedSidecar.Uid(pod));
                        break;
                    case StepKind.Silence:
                        least[sidecar.Silent ?? pod] = 0;
                        sidecar.Silent = pod;
                        break;
                }
            }

            return board.Count <= Most;
        }
    }

    private static async Task<bool> IsRightAsync(StatusBoard board, SimulatedSidecar sidecar, int[] pods, int[] least)
    {
        IReadOnlyList<ReportedState> states;
        try
        {
            states = await board.AskAsync([.. pods.Select(Pod)], new CallerHeaders("s", null, null, null), CancellationToken.None);
        }
        catch (SidecarOutage)
        {
            return sidecar.IsAway;
        }

        return states.Count == pods.Length && states.Zip(pods).All(pair => Fits(pair.First, pair.Second));

        bool Fits(ReportedState state, int pod)
        {
            var json = JsonNode.Parse(state.Json.Span)!;
            if ((string?)json["UID"] != SimulatedSidecar.Uid(pod))
            {
                return false;
            }

            // Nothing is known of a pod that the sidecar has never said anything of.
            if (state.JobId.Length == 0)
            {
                return sidecar.Silent == pod || !state.IsKnown;
            }

            var version = int.Parse(state.JobId);
            return version <= sidecar.Version(pod) && (sidecar.IsAway || sidecar.Silent == pod || version >= least[pod]);
        }
    }

    private static PodView Pod(int pod) => PodList.Parse(Encoding.UTF8.GetBytes(
        $$$"""[{"metadata":{"uid":"{{{SimulatedSidecar.Uid(pod)}}}","name":"p"},"spec":{"containers":[{"name":"main"}]},"status":{"phase":"Running"}}]"""))[0];

    public enum StepKind
    {
        Ask,
        Change,
        Wait,
        Leave,
        Return,
        Forget,
        Silence,
    }

    public sealed record Step(StepKind Kind, int[] Pods);
}
