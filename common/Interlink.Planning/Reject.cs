namespace Interlink.Planning;

/// <summary>The two ways in which planning says no.</summary>
internal static class Reject
{
    /// <summary>The pod breaks a rule.</summary>
    public static PlanningException Invalid(string sentence) => new(sentence, isUnsupported: false);

    /// <summary>The pod is right, but asks for what is not to be had here.</summary>
    public static PlanningException Unsupported(string sentence) => new(sentence, isUnsupported: true);
}
