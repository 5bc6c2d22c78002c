using Interlink.Protocol.Pods;

namespace Interlink.Planning.Probes;

/// <summary>Where in a pod a probe or a hook stands, for the sentences about it.</summary>
/// <param name="Container">Its container.</param>
/// <param name="Name">Its field's name.</param>
internal sealed record CheckPlace(ContainerView Container, string Name)
{
    /// <summary>An error that begins with the place.</summary>
    public PlanningException Invalid(string sentence) =>
        Reject.Invalid($"The {Name} of the container '{Container.Name}' {sentence}");

    /// <summary>An init container that ends before the next one starts can be neither probed nor hooked.</summary>
    public void DemandLongRunning()
    {
        if (Container is { IsInit: true, IsSidecar: false })
            throw Invalid("cannot be: an init container may have one only with restartPolicy Always.");
    }
}
