namespace Interlink.Hosting;

/// <summary>
/// A program that cannot start, for a reason its operator can act on. Ends it with exit code 1 and the message, without a stack trace.
/// </summary>
/// <param name="message">A sentence that names the object and the way out.</param>
/// <param name="innerException">What caused it.</param>
public sealed class HostStartException(string message, Exception? innerException = null) : Exception(message, innerException);
