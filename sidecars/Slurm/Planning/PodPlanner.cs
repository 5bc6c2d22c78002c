using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning;

/// <summary>Turns a pod into a job; reads and writes nothing.</summary>
internal sealed class PodPlanner(SlurmOptions options)
{
    /// <summary>Plans a pod whose folder will be <paramref name="jobFolder"/> and whose podlet will be at <paramref name="podlet"/>, both absolute.</summary>
    public JobPlan Plan(CreateRequest request, string jobFolder, string podlet) => throw new NotImplementedException(options.ToString());
}
