namespace Interlink.Podlet.Tests.Programs;

/// <summary>The program under test: the one of this build, or the published one that INTERLINK_PODLET names.</summary>
internal static class PodletFile
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("INTERLINK_PODLET") is { Length: > 0 } published
            ? published
            : System.IO.Path.Combine(AppContext.BaseDirectory, "podlet");
}
