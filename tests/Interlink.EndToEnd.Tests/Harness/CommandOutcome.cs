namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>How a command ended.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error);
