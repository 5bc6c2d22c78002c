using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Slurm;

namespace Interlink.Slurm.Tests.Scheduling;

public sealed class SinfoAnswerTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public void A_node_in_two_partitions_counts_once() => Assert.Equal(
        new ClusterResources(new Amounts(7, 14_000 * Mebibyte), new Amounts(8, 16_000 * Mebibyte)),
        SinfoAnswer.Read("""
            tb1|1/3/0/4|8000|2000|mix|
            tb1|1/3/0/4|8000|2000|mix|
            tb2|0/4/0/4|8000|0|idle|

            """));

    [Fact]
    public void Nodes_that_take_no_jobs_offer_nothing() => Assert.Equal(
        new ClusterResources(new Amounts(4, 8000 * Mebibyte), new Amounts(4, 8000 * Mebibyte)),
        SinfoAnswer.Read("""
            n1|0/4/0/4|8000|0|idle~|
            n2|0/0/4/4|8000|0|drain|
            n3|0/0/4/4|8000|0|down*|
            n4|0/4/0/4|8000|0|idle*|
            n5|0/4/0/4|8000|0|maint|

            """));

    [Theory]
    [InlineData("n1|0/4/0/4|8000|0|idle|0|", false)]
    [InlineData("n1|0/4/0/4|8000|0|idle|0|\nn2|0/4/0/4|8000|0|idle|500000|", true)]
    [InlineData("n1|0/4/0/4|8000|0|down|500000|", false)]
    public void Local_disk_is_there_when_a_node_that_takes_jobs_declares_some(string output, bool expected) =>
        Assert.Equal(expected, SinfoAnswer.Read(output).HasTmpDisk);
}
