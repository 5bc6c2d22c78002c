using System.Text.Json.Nodes;
using Interlink.Hosting.Configuration;

namespace Interlink.ApiServer.Configuration;

/// <summary>The script builders' configuration: in the file and on the wire it has different names.</summary>
internal static class BuildConfig
{
    private static readonly (string InFile, string OnWire)[] Flags =
    [
        ("no_init", "noInit"),
        ("no_home", "noHome"),
        ("no_privs", "noPrivs"),
        ("nvidia_support", "nvidiaSupport"),
        ("cleanenv", "cleanenv"),
        ("unsquash", "unsquash"),
    ];

    /// <summary>The <c>jobConfig</c> of the wire, every field there, as Go writes it.</summary>
    public static JsonObject Read(ConfigReader section)
    {
        var hub = section.GetSection("singularity_hub");
        var volumes = section.GetSection("volumes_options");
        var folders = volumes.FindStringList("additional_directories_in_path");
        return new JsonObject
        {
            ["SingularityHubProxy"] = new JsonObject
            {
                ["server"] = hub.GetString("server"),
                ["master_token"] = hub.GetString("master_token"),
                ["cache_validity_seconds"] = hub.GetInt("cache_validity_seconds", 0),
            },
            ["ApptainerOptions"] = Options(section.GetSection("apptainer_options")),
            ["Volumes"] = new JsonObject
            {
                ["scratch_area"] = volumes.GetString("scratch_area"),
                ["apptainer_cachedir"] = volumes.GetString("apptainer_cachedir"),
                ["image_dir"] = volumes.GetString("image_dir"),
                ["additional_directories_in_path"] = folders is null ? null : new JsonArray([.. folders.Select(folder => (JsonNode)folder)]),
                ["fuse_sleep_seconds"] = volumes.GetInt("fuse_sleep_seconds", 0),
            },
        };
    }

    /// <summary>What Go sends where nothing is configured.</summary>
    public static JsonObject Empty() => Read(new ConfigReader([], ""));

    private static JsonObject Options(ConfigReader section)
    {
        var options = new JsonObject
        {
            ["executable"] = section.GetString("executable"),
            ["fakeroot"] = section.GetBool("fakeroot"),
            ["containall"] = section.GetBool("containall"),
            ["fuseMode"] = section.GetString("fuse_mode"),
        };
        foreach (var (inFile, onWire) in Flags)
        {
            options[onWire] = section.GetBool(inFile);
        }

        return options;
    }
}
