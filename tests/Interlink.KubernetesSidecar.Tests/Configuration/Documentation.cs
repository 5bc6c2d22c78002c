using System.Reflection;
using System.Text.RegularExpressions;

namespace Interlink.KubernetesSidecar.Tests.Configuration;

/// <summary>What docs/kubernetes-sidecar.md says.</summary>
internal static partial class Documentation
{
    /// <summary>The repository's folder.</summary>
    public static readonly string Root = typeof(Documentation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    /// <summary>The rows of the tables under a heading.</summary>
    public static IEnumerable<string> Rows(string heading) =>
        Chapter(heading).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    /// <summary>The first cells of the table under a heading.</summary>
    public static IEnumerable<string> Cells(string heading) => Chapter(heading)
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|')[1].Trim());

    /// <summary>The indented lines under a heading, without their indentation.</summary>
    public static string Code(string heading) =>
        string.Join('\n', Chapter(heading).Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]));

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Words(string cell) => BackTicks().Matches(cell).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Chapter(string heading) => File.ReadLines(Path.Combine(Root, "docs", "kubernetes-sidecar.md"))
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BackTicks();
}
