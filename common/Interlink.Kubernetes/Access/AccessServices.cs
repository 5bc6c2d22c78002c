using Interlink.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Kubernetes.Access;

/// <summary>What of the world around is needed to find a cluster and to identify oneself.</summary>
public sealed record AccessServices
{
    /// <summary>Where changed files and refused credentials are told.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The clock for the ends of credentials.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs credential plugins.</summary>
    public CommandRunner Commands { get; init; } = new();

    /// <summary>Environment variables by name.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where Kubernetes puts a pod's own credentials.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
