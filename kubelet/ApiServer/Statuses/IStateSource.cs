using Interlink.ApiServer.Sidecars;

namespace Interlink.ApiServer.Statuses;

/// <summary>Where states come from.</summary>
internal interface IStateSource
{
    /// <summary>The states of pods by UID; pods it says nothing of are left out.</summary>
    /// <param name="pods">The pods, JSON each.</param>
    /// <param name="caller">For whom it is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SidecarOutage">There is no answer.</exception>
    Task<IReadOnlyDictionary<string, ReportedState>> AskAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pods, CallerHeaders caller, CancellationToken cancellationToken);
}
