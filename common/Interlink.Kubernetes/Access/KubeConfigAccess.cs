using System.Text.Json.Nodes;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Access;

/// <summary>Reads kubeconfig files, and again when one of them or a file that they name changes.</summary>
internal static partial class KubeConfigAccess
{
    public static ClusterAccess Load(KubeConfigOptions options, AccessServices services)
    {
        if (options.Content is { } content)
        {
            WatchedFile<AccessSnapshot> fixedText = Follow(() => [KubeConfigFile.Parse(content, "the given kubeconfig", Environment.CurrentDirectory)], "The given kubeconfig", options, services);
            return new ClusterAccess(() => fixedText.Current);
        }

        (IReadOnlyList<string> paths, bool required) = KubeConfigPaths.Of(options, services.Environment);
        string source = $"The kubeconfig '{string.Join(':', paths)}'";

        // The files that a kubeconfig names may be others after a change: what is watched is watched anew.
        WatchedFile<WatchedFile<AccessSnapshot>> files = Watch(
            paths, () => Follow(() => ReadAll(paths, required, source), source, options, services), services.Logger);
        return new ClusterAccess(() => files.Current.Current);
    }

    private static JsonObject[] ReadAll(IReadOnlyList<string> paths, bool required, string source)
    {
        JsonObject[] configs = [.. paths.Select(path => KubeConfigFile.Read(path, required)).OfType<JsonObject>()];
        return configs.Length > 0
            ? configs
            : throw new KubeConfigException($"{source} does not exist, nor is this a pod of a cluster: set {KubeConfigPaths.Variable}.");
    }

    private static WatchedFile<AccessSnapshot> Follow(
        Func<JsonObject[]> read, string source, KubeConfigOptions options, AccessServices services)
    {
        KubeConfigContext context = KubeConfigContext.Select(read(), options, source);
        return Watch(AccessReading.FilesOf(context), () => AccessReading.Of(context, services), services.Logger);
    }

    private static WatchedFile<T> Watch<T>(IReadOnlyList<string> paths, Func<T> read, ILogger logger)
        where T : class => new(paths, read)
        {
            Reread = path => LogReread(logger, path),
            Kept = (path, failure) => LogKept(logger, path, failure.Message),
        };

    [LoggerMessage(EventId = 1502, Level = LogLevel.Information, Message = "'{Path}' has changed and was read again")]
    private static partial void LogReread(ILogger logger, string path);

    [LoggerMessage(EventId = 1503, Level = LogLevel.Error,
        Message = "'{Path}' has changed and cannot be used, what was read before stays: {Reason}")]
    private static partial void LogKept(ILogger logger, string path, string reason);
}
