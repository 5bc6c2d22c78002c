using System.Reflection;
using Xunit.Sdk;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>The test runs before a real kube-apiserver, where its binaries are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnRealAttribute : DataAttribute
{
    /// <param name="minor">The oldest Kubernetes 1.x that knows what is tried.</param>
    public OnRealAttribute(int minor = 0)
    {
        Minor = minor;
        if (RealApiServer.Missing is { } missing)
        {
            Skip = missing;
        }
        else if (minor > 0 && RealApiServer.Minor < minor)
        {
            Skip = $"kube-apiserver is of Kubernetes 1.{RealApiServer.Minor}; this is there since 1.{minor}.";
        }
    }

    public int Minor { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Server.Real]];
}
