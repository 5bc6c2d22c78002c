namespace Interlink.Podlet;

/// <summary>podlet cannot go on: the sentence goes to standard error, the code is the exit code.</summary>
internal sealed class PodletException(int exitCode, string sentence) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
