using System.Buffers;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>Turns a container's image into what the runtime is given.</summary>
internal static class ImageReference
{
    /// <summary>
    /// A path or a reference with its scheme stays; anything else gets the prefix.
    /// </summary>
    public static string Of(ContainerView container, string prefix, ContainerRuntime runtime)
    {
        string image = container.Image;
        if (image.Length == 0)
            throw Reject.Invalid($"The container '{container.Name}' has no image: give it one.");
        if (!image.StartsWith('/') && !HasScheme(image))
            image = prefix + image;

        image = ForRuntime(image, container, runtime);

        // What begins with a dash would be an option of the runtime.
        return image.StartsWith('-') || image.Any(char.IsControl)
            ? throw Reject.Invalid($"The image of the container '{container.Name}' begins with '-' or holds a control character: correct "
                + "it.")
            : image;
    }

    private static string ForRuntime(string image, ContainerView container, ContainerRuntime runtime)
    {
        const string Docker = "docker://";
        string scheme = image.StartsWith('/') ? "/" : HasScheme(image) ? image[..(image.IndexOf(':', StringComparison.Ordinal) + 3)] : "";
        return (runtime, scheme) switch
        {
            (ContainerRuntime.Podman or ContainerRuntime.Docker, Docker) => image[Docker.Length..],
            (ContainerRuntime.Podman or ContainerRuntime.Docker, not "") =>
                throw Unusable(container, runtime, "a reference to a registry, such as docker://busybox"),
            (ContainerRuntime.Enroot, "") => Docker + image,
            (ContainerRuntime.Enroot, not (Docker or "dockerd://" or "podman://" or "/")) =>
                throw Unusable(container, runtime, "a reference to a registry, such as docker://busybox, or the path of a .sqsh file"),
            _ => image,
        };
    }

    private static PlanningException Unusable(ContainerView container, ContainerRuntime runtime, string instead) => Reject.Unsupported(
        $"The image of the container '{container.Name}' is of a kind that {runtime.ToString().ToLowerInvariant()} cannot start: use "
            + $"{instead}, or another ContainerRuntime.");

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static bool HasScheme(string image)
    {
        int end = image.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && !image.AsSpan(0, end).ContainsAnyExcept(SchemeCharacters);
    }
}
