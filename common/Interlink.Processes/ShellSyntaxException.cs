namespace Interlink.Processes;

/// <summary>
/// A text that should be plain words holds other shell syntax. The message is a sentence with the character and its position.
/// </summary>
public sealed class ShellSyntaxException : FormatException
{
    /// <summary>Creates the exception without a message.</summary>
    public ShellSyntaxException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    public ShellSyntaxException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="innerException">What caused it.</param>
    public ShellSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
