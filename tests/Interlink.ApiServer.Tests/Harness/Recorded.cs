using System.Reflection;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>Traffic recorded from Go programs, and other files of the repository.</summary>
internal static class Recorded
{
    private static readonly string Root = typeof(Recorded).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    public static string Document(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    /// <summary>The body of <c>/create</c> as a sidecar got it.</summary>
    public static string Create(string name) => File.ReadAllText(Path.Combine(Root, "tests", "data", "wire", "create", name, "request.json"));

    public static IEnumerable<string> Creates()
    {
        var folder = Path.Combine(Root, "tests", "data", "wire", "create");
        return Directory.EnumerateFiles(folder, "request.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!)).Order();
    }
}
