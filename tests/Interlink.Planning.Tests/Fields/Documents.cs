namespace Interlink.Planning.Tests.Fields;

/// <summary>Files of the repository, as they were when the tests were built.</summary>
internal static class Documents
{
    public static string Read(string name)
    {
        using Stream stream = typeof(Documents).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The fields of Kubernetes' API as <c>type.field</c>.</summary>
    public static IReadOnlyList<string> ApiFields { get; } =
        [.. Read("pod-fields.txt").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
}
