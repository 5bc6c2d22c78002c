using System.Buffers;
using Interlink.Hosting.Memory;
using Interlink.Hosting.Tests.Hosts;
#if NET10_0_OR_GREATER
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
#endif

namespace Interlink.Hosting.Tests;

public sealed class BlockPoolTests
{
    private readonly BlockPool pool = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(BlockPool.BlockBytes)]
    public void Every_block_has_the_same_size(int asked)
    {
        using IMemoryOwner<byte> block = pool.Rent(asked);
        Assert.Equal(BlockPool.BlockBytes, block.Memory.Length);
    }

    [Fact]
    public void More_than_a_block_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(BlockPool.BlockBytes + 1));

    [Fact]
    public void A_block_given_back_is_used_again()
    {
        IMemoryOwner<byte> first = pool.Rent();
        first.Dispose();
        Assert.Same(first, pool.Rent());
    }

    [Fact]
    public void A_block_given_back_twice_has_one_owner()
    {
        IMemoryOwner<byte> block = pool.Rent();
        block.Dispose();
        block.Dispose();
        Assert.NotSame(pool.Rent(), pool.Rent());
    }

    [Fact]
    public void A_burst_does_not_stay()
    {
        List<IMemoryOwner<byte>> burst = [.. Enumerable.Range(0, BlockPool.Kept + 10).Select(_ => pool.Rent())];
        burst.ForEach(block => block.Dispose());
        HashSet<IMemoryOwner<byte>> before = [.. burst];
        Assert.Equal(BlockPool.Kept, Enumerable.Range(0, burst.Count).Count(_ => before.Contains(pool.Rent())));
    }

#if NET10_0_OR_GREATER
    [Fact]
    public void Connections_get_their_memory_from_it()
    {
        var builder = InterlinkHost.CreateBuilder(TestHost.Program, new HostOptions());
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        Assert.IsType<BlockPool>(services.GetRequiredService<IMemoryPoolFactory<byte>>().Create());
    }
#endif
}
