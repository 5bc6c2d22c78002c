namespace Interlink.Kubernetes.Streams;

/// <summary>What flows to and from a command in a container.</summary>
public sealed record CommandOptions
{
    /// <summary>The container; null where the pod has only one.</summary>
    public string? Container { get; init; }

    /// <summary>Whether input is sent.</summary>
    public bool Input { get; init; }

    /// <summary>Whether there is a terminal; output and error output are one then.</summary>
    public bool Terminal { get; init; }

    internal Resources.QueryText Query(IEnumerable<string> arguments)
    {
        var query = new Resources.QueryText();
        foreach (string argument in arguments)
        {
            query.AddAsIs("command", argument);
        }

        return query
            .Add("container", Container)
            .Add("stdin", Input)
            .Add("stdout", true)
            .Add("stderr", !Terminal)
            .Add("tty", Terminal);
    }
}
