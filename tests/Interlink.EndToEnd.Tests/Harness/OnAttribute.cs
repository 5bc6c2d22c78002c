using System.Reflection;
using Xunit.Sdk;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>One way the sidecar runs pods, as a row of a theory; skipped where the machine lacks it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnAttribute : DataAttribute
{
    private readonly object[] row;

    public OnAttribute(JobScheduler scheduler, Containers containers)
        : this(scheduler, containers, [scheduler, containers])
    {
    }

    public OnAttribute(JobScheduler scheduler, Containers containers, Transport transport)
        : this(scheduler, containers, [scheduler, containers, transport])
    {
    }

    private OnAttribute(JobScheduler scheduler, Containers containers, object[] row)
    {
        this.row = row;
        Skip = MissingNeeds.Of(
            (scheduler == JobScheduler.Slurm ? Needs.Slurm : Needs.Nothing)
            | (containers == Containers.Singularity ? Needs.Apptainer : Needs.Nothing));
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [row];
}
