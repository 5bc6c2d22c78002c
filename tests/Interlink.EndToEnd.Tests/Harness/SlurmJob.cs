namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>A job as squeue shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its compact state, <c>PD</c>, <c>R</c>, <c>CD</c> …</param>
/// <param name="Script">The batch script it was submitted with.</param>
internal sealed record SlurmJob(string Id, string State, string Script)
{
    public bool IsActive => State is "PD" or "R" or "CG" or "CF" or "S";
}
