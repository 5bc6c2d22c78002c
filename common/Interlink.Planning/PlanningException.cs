using Interlink.Protocol;

namespace Interlink.Planning;

/// <summary>A pod that cannot be planned.</summary>
/// <param name="sentence">What is wrong with it, and the way out.</param>
/// <param name="isUnsupported">True when the pod is right, but asks for what is not to be had here; false when it breaks a rule.</param>
internal sealed class PlanningException(string sentence, bool isUnsupported) : Exception(SentenceText.OneLine(sentence))
{
    public bool IsUnsupported { get; } = isUnsupported;
}
