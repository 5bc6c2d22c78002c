using Interlink.Processes.Watching;

namespace Interlink.Processes.Tests;

public sealed class IgnoredChildrenTests
{
    [Theory]
    [InlineData("SigIgn:\t0000000000010000", true)]
    [InlineData("SigIgn:\tffffffffffffffff", true)]
    [InlineData("SigIgn:\t0000000000001000", false)]
    [InlineData("SigBlk:\t0000000000010000", false)]
    public void The_mask_tells_whether_SIGCHLD_is_ignored(string line, bool ignored) =>
        Assert.Equal(ignored, IgnoredChildren.IsIgnored(["Name:\tx", line]));
}
