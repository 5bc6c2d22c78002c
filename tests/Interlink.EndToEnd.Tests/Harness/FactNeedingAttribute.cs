namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>A test that is skipped, with the reason, where the machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingAttribute : FactAttribute
{
    public FactNeedingAttribute(Needs needs = Needs.Nothing) => Skip = MissingNeeds.Of(needs);
}
