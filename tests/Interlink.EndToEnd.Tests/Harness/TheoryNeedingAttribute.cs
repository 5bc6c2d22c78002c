namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>A test with data that is skipped, with the reason, where the machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryNeedingAttribute : TheoryAttribute
{
    public TheoryNeedingAttribute(Needs needs = Needs.Nothing) => Skip = MissingNeeds.Of(needs);
}
