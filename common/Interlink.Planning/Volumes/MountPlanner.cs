using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Planning.Environments;

namespace Interlink.Planning.Volumes;

/// <summary>Plans what a container sees of the pod's volumes.</summary>
internal sealed class MountPlanner(VolumePlanner volumes, FolderContent folder)
{
    public IReadOnlyList<MountPlan> Plan(ContainerView container, ContainerEnvironment environment)
    {
        var mounts = new List<MountPlan>();
        foreach (var mount in container.VolumeMounts)
        {
            string subject = $"A mount of the container '{container.Name}'";
            if (KubernetesNames.Volume(mount.Name) is { } problem)
                throw Reject.Invalid($"{subject} is not valid. {problem}");
            subject = $"The mount of '{mount.Name}' in the container '{container.Name}'";
            string target = Target(mount.MountPath, subject);
            if (volumes.Find(mount.Name, subject) is not { } volume)
                continue;
            string? part = SubPath(mount, environment, subject);
            string source = part is not null ? Part(volume, part, subject) : volume.Path;
            if (mounts.Exists(other => other.Target == target))
                throw Reject.Invalid($"The container '{container.Name}' mounts two volumes at the same path: mount paths must differ.");
            bool readOnly = mount.ReadOnly || volume.AlwaysReadOnly;
            mounts.Add(new MountPlan(source, target, readOnly)
            {
                // A container that has the whole volume can put a link where another's subPath is.
                Within = volume.Within ?? (part is not null ? [volume.Path] : null),
                Outside = readOnly ? null : volume.NotWritable,
            });
        }

        return mounts;
    }

    private static string Target(string path, string subject)
    {
        if (path.Length == 0 || path.Any(char.IsControl) || path.Split('/').Contains(".."))
            throw Reject.Invalid($"{subject} has no usable mountPath: give it an absolute path without '..' and control characters.");
        string target = "/" + path.Trim('/');
        return target == "/" ? throw Reject.Invalid($"{subject} would hide the whole container: mount it below '/'.") : target;
    }

    private static string? SubPath(VolumeMountView mount, ContainerEnvironment environment, string subject)
    {
        if (mount.SubPathExpr is not { } expression)
            return mount.SubPath is { } path ? Safe(path, subject) : null;
        if (mount.SubPath is not null)
            throw Reject.Invalid($"{subject} has both a subPath and a subPathExpr: keep one of them.");
        bool unknown = false;
        string expanded = VariableExpansion.Expand(expression, name => environment.Find(name) ?? Unknown());
        return unknown
            ? throw Reject.Invalid($"{subject} has a subPathExpr with a variable that the container does not have: define it in its env.")
            : expanded.Length == 0 ? null : Safe(expanded, subject);

        string? Unknown()
        {
            unknown = true;
            return null;
        }
    }

    private static string Safe(string path, string subject)
    {
        string trimmed = path.TrimEnd('/');
        return path.StartsWith('/') || path.Any(char.IsControl) || trimmed.Split('/').Any(part => part is "" or "." or "..")
            ? throw Reject.Invalid($"{subject} has an unsafe subPath: it must be relative, without '.', '..' and control characters.")
            : trimmed;
    }

    private string Part(PlannedVolume volume, string part, string subject)
    {
        // A kubelet makes a folder where the volume has nothing of that name; on the machine itself nothing is made.
        if (volume.InJobFolder is { } root && !folder.HasFile($"{root}/{part}") && !folder.TryAddFolder($"{root}/{part}"))
            throw Reject.Invalid($"{subject} has a subPath below a file of the volume: correct it.");
        return $"{volume.Path.TrimEnd('/')}/{part}";
    }
}
