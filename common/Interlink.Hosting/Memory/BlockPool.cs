using System.Buffers;
using System.Collections.Concurrent;

namespace Interlink.Hosting.Memory;

/// <summary>
/// What connections read into and write from. A question about a thousand pods is more than a megabyte: in Kestrel's own blocks of 4 KiB it
/// would be three hundred reads. A connection that waits holds no block.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of each block, whatever is asked for.</summary>
    public const int BlockBytes = 32 * 1024;

    /// <summary>How many free blocks are kept: a burst does not stay resident.</summary>
    public const int Kept = 64;

    private readonly ConcurrentQueue<Block> _free = new();
    private bool _isDisposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <summary>A block of <see cref="BlockBytes"/>; what is in it is of no meaning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More is asked for than a block has.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryDequeue(out Block? block))
            block = new Block(this);
        block.IsRented = true;
        return block;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        _free.Clear();
    }

    private void Return(Block block)
    {
        // Given back twice it would be two connections' memory.
        if (!block.IsRented)
            return;
        block.IsRented = false;
        if (!_isDisposed && _free.Count < Kept)
            _free.Enqueue(block);
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public bool IsRented { get; set; }

        public void Dispose() => pool.Return(this);
    }
}
