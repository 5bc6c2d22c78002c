using System.Diagnostics;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.TokenRefresher.Tests;

/// <summary>The refresher.</summary>
internal sealed class RunningRefresher(params (string Name, string Value)[] environment) : RunningProgram(StartOf(environment))
{
    private static ProcessStartInfo StartOf((string Name, string Value)[] environment)
    {
        var start = StartOf("refresh-token", []);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
