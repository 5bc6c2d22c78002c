using System.Reflection;
using Xunit.Sdk;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>The test runs before the server in this process.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnFakeAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Server.Fake]];
}
