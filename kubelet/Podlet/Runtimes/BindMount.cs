using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>A bind mount as fields of a line of CSV (RFC 4180), in which any path can be written.</summary>
internal static class BindMount
{
    /// <param name="mount">The mount.</param>
    /// <param name="targetKey">What the runtime calls the path inside.</param>
    /// <param name="readOnlyWord">What it calls a mount that cannot be written to.</param>
    public static string Fields(MountPlan mount, string targetKey, string readOnlyWord)
    {
        string fields = "type=bind," + Field("source", mount.Source) + "," + Field(targetKey, mount.Target);
        return mount.ReadOnly ? fields + "," + readOnlyWord : fields;
    }

    /// <summary>A quoted field has its quotes doubled.</summary>
    private static string Field(string key, string value)
    {
        string field = key + "=" + value;
        return field.AsSpan().ContainsAny(",\"\r\n") ? "\"" + field.Replace("\"", "\"\"") + "\"" : field;
    }
}
