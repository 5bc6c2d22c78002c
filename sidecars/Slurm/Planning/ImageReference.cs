using System.Buffers;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning;

/// <summary>Turns a container's image into what the runtime is given.</summary>
internal static class ImageReference
{
    /// <summary>
    /// A path or a reference with its scheme stays; anything else gets the pod's prefix or, without one, the configured one.
    /// </summary>
    public static string Of(ContainerView container, PodView pod, SlurmOptions options)
    {
        string image = container.Image;
        if (image.Length == 0)
            throw Reject.Invalid($"The container '{container.Name}' has no image: give it one.");
        if (!image.StartsWith('/') && !HasScheme(image))
        {
            string root = PodAnnotations.Of(pod.Annotations, PodAnnotations.ImageRoot);
            image = (root.Length > 0 ? root : options.ImagePrefix) + image;
        }

        // What begins with a dash would be an option of the runtime.
        return image.StartsWith('-') || image.Any(char.IsControl)
            ? throw Reject.Invalid($"The image of the container '{container.Name}' begins with '-' or holds a control character: correct "
                + "it.")
            : image;
    }

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static bool HasScheme(string image)
    {
        int end = image.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && !image.AsSpan(0, end).ContainsAnyExcept(SchemeCharacters);
    }
}
