namespace Interlink.Templates.Execution;

/// <summary>What a template may still do: whatever it says, it comes to an end.</summary>
internal sealed class Budget
{
    private long _steps = Limits.Steps;

    /// <exception cref="TemplateFault">It has done too much, or is too deep in itself.</exception>
    public void Spend(long steps = 1)
    {
        if ((_steps -= steps) < 0)
        {
            throw new TemplateFault($"it does not come to an end within {Limits.Steps} steps");
        }

        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateFault("it is too deep in itself");
        }
    }
}
