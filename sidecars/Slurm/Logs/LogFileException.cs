namespace Interlink.Slurm.Logs;

/// <summary>A log that is there and cannot be read.</summary>
/// <param name="message">A sentence with the file's path.</param>
/// <param name="error">The kernel's errno, 0 if it did not say one.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class LogFileException(string message, int error = 0, Exception? innerException = null)
    : IOException(message, innerException)
{
    /// <summary>
    /// True for what a server's restart or a short outage looks like: EINTR, EIO, EAGAIN, ENOTCONN, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH,
    /// ESTALE.
    /// </summary>
    public bool IsTransient { get; } = error is 4 or 5 or 11 or 107 or 110 or 112 or 113 or 116;
}
