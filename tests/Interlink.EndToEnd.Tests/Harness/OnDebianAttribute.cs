using System.Reflection;
using Xunit.Sdk;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>One Debian release whose root file system the programs run in, as a row of a theory; skipped where it was not made.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnDebianAttribute : DataAttribute
{
    private readonly string suite;

    public OnDebianAttribute(string suite)
    {
        this.suite = suite;
        Skip = Machine.DebianRoot(suite) is null ? $"needs INTERLINK_DEBIAN_ROOTS with {suite} in it, made by scripts/debian-root" : null;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[suite]];
}
