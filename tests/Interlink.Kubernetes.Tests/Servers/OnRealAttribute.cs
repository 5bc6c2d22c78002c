using System.Reflection;
using Xunit.Sdk;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>The test runs before a real kube-apiserver, where its binaries are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnRealAttribute : DataAttribute
{
    public OnRealAttribute()
    {
        if (RealApiServer.Missing is { } missing)
        {
            Skip = missing;
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Server.Real]];
}
