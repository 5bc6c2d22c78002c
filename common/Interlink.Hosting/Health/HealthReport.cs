using System.Text;

namespace Interlink.Hosting.Health;

/// <summary>The answers of all readiness checks, worded as Kubernetes' own components do.</summary>
internal sealed record HealthReport(IReadOnlyList<KeyValuePair<string, string?>> Checks)
{
    public bool IsReady => Checks.All(check => check.Value is null);

    /// <summary>Only what is wrong, one line each.</summary>
    public string Problems() =>
        string.Join('\n', Checks.Where(check => check.Value is not null).Select(check => $"{check.Key}: {check.Value}"));

    /// <summary>Every check, <c>[+]name ok</c> or <c>[-]name failed: sentence</c>.</summary>
    public string Verbose(string endpoint, bool passed)
    {
        var text = new StringBuilder();
        foreach (var (name, problem) in Checks)
        {
            text.Append(problem is null ? $"[+]{name} ok\n" : $"[-]{name} failed: {problem}\n");
        }

        return text.Append(endpoint).Append(passed ? " check passed" : " check failed").ToString();
    }
}
