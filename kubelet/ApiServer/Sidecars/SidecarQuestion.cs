namespace Interlink.ApiServer.Sidecars;

/// <summary>A call of the plugin API.</summary>
/// <param name="Method">The method that Go uses.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body, JSON, in parts.</param>
internal sealed record SidecarQuestion(HttpMethod Method, string Path, IReadOnlyList<ReadOnlyMemory<byte>> Body)
{
    private const int LargestText = 4 * 1024 * 1024;

    /// <summary>The largest answer in bytes.</summary>
    public int LargestAnswer { get; init; } = LargestText;

    /// <summary>
    /// True for a connection of its own: one that was kept open may have been closed by the sidecar, and then nobody knows whether the
    /// question arrived.
    /// </summary>
    public bool OnNewConnection { get; init; }

    public static SidecarQuestion Create(ReadOnlyMemory<byte> body) => new(HttpMethod.Post, "/create", [body]) { OnNewConnection = true };

    public static SidecarQuestion Delete(ReadOnlyMemory<byte> body) => new(HttpMethod.Post, "/delete", [body]);

    public static SidecarQuestion Status(params IReadOnlyList<ReadOnlyMemory<byte>> body) => new(HttpMethod.Get, "/status", body) { LargestAnswer = 512 * 1024 * 1024 };

    public static SidecarQuestion Ping() => Status("[]"u8.ToArray());

    public static SidecarQuestion Log(ReadOnlyMemory<byte> body) => new(HttpMethod.Get, "/getLogs", [body]);
}
