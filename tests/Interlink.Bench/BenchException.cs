namespace Interlink.Bench;

/// <summary>A figure cannot be taken; the message says why.</summary>
internal sealed class BenchException(string message) : Exception(message);
