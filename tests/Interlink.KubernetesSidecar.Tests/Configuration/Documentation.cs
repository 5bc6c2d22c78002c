using System.Reflection;
using System.Text.RegularExpressions;

namespace Interlink.KubernetesSidecar.Tests.Configuration;

/// <summary>What docs/kubernetes-sidecar.md says.</summary>
internal static partial class Documentation
{
    private static readonly string Root = typeof(Documentation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    /// <summary>The rows of the tables under a heading.</summary>
    public static IEnumerable<string> Rows(string heading) => File.ReadLines(Path.Combine(Root, "docs", "kubernetes-sidecar.md"))
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Words(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
