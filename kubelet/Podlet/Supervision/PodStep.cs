namespace Interlink.Podlet.Supervision;

/// <summary>What an event leads to.</summary>
/// <param name="State">The pod from now on.</param>
/// <param name="Actions">What has to be done, in this order, once the state is recorded.</param>
internal sealed record PodStep(PodState State, IReadOnlyList<PodAction> Actions);
