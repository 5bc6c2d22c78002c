using Interlink.Hosting.Configuration;

namespace Interlink.Hosting.Tests;

public sealed class EnvironmentOverridesTests
{
    [Fact]
    public void What_is_not_set_or_empty_overrides_nothing()
    {
        var environment = Of(new() { ["TSOCKS"] = "" });

        Assert.Null(environment.FindBool("TSOCKS"));
        Assert.Null(environment.FindString("SBATCHPATH"));
        Assert.Null(environment.FindInt("SIDECARPORT"));
        Assert.Null(environment.FindExistingPath("TSOCKSPATH"));
        Assert.Empty(environment.Problems);
    }

    [Fact]
    public void What_is_set_is_read()
    {
        var environment = Of(new() { ["TSOCKS"] = "true", ["SHARED_FS"] = "false", ["SIDECARPORT"] = "4000", ["TSOCKSPATH"] = "/bin/sh" });

        Assert.True(environment.FindBool("TSOCKS"));
        Assert.False(environment.FindBool("SHARED_FS"));
        Assert.Equal(4000, environment.FindInt("SIDECARPORT", 1, 65535));
        Assert.Equal("/bin/sh", environment.FindExistingPath("TSOCKSPATH"));
        Assert.Empty(environment.Problems);
    }

    [Fact]
    public void All_problems_are_told_with_the_variables_name()
    {
        var environment = Of(new() { ["TSOCKS"] = "True", ["SIDECARPORT"] = "70000", ["TSOCKSPATH"] = "/no/such/file" });
        environment.FindBool("TSOCKS");
        environment.FindInt("SIDECARPORT", 1, 65535);
        environment.FindExistingPath("TSOCKSPATH");

        Assert.Equal(
            [
                "The environment variable TSOCKS must be true or false, not 'True'.",
                "The environment variable SIDECARPORT must be a whole number from 1 to 65535, not '70000'.",
                "The environment variable TSOCKSPATH names '/no/such/file', which does not exist.",
            ],
            environment.Problems);
    }

    [Fact]
    public void Without_a_source_it_is_the_processs_own_environment() =>
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), new EnvironmentOverrides().FindString("PATH"));

    private static EnvironmentOverrides Of(Dictionary<string, string> values) => new(values.GetValueOrDefault);
}
