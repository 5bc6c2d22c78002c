using System.Runtime.InteropServices;
using System.Text;

namespace Interlink.Bench.Processes;

/// <summary>A list of words as C programs take it: pointers, the last of them null.</summary>
internal sealed unsafe class Words : IDisposable
{
    private readonly nint block;

    public Words(IReadOnlyList<string> words)
    {
        int pointers = (words.Count + 1) * sizeof(nint);
        int bytes = words.Sum(word => Encoding.UTF8.GetByteCount(word) + 1);
        block = (nint)NativeMemory.AllocZeroed((nuint)(pointers + bytes));
        byte* next = (byte*)block + pointers;
        for (int index = 0; index < words.Count; index++)
        {
            ((byte**)block)[index] = next;
            next += Encoding.UTF8.GetBytes(words[index], new Span<byte>(next, bytes)) + 1;
        }
    }

    public byte** Pointers => (byte**)block;

    public byte* First => Pointers[0];

    public void Dispose() => NativeMemory.Free((void*)block);
}
