#if NET10_0_OR_GREATER
using System.Buffers;
using Microsoft.AspNetCore.Connections;
#endif
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Hosting.Memory;

/// <summary>Gives Kestrel and its transport the larger blocks; before .NET 10 it takes no others than its own.</summary>
internal static class ConnectionMemory
{
    /// <summary>Registers the blocks; to be called after Kestrel has registered its own.</summary>
    public static void Use(IServiceCollection services)
    {
#if NET10_0_OR_GREATER
        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
#endif
    }

#if NET10_0_OR_GREATER
    private sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
    }
#endif
}
