using System.Runtime.InteropServices;
using System.Text;

namespace Interlink.Processes.Native;

/// <summary>A list of strings as C takes it: an array of pointers with a null at its end, in one piece of memory.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    public NativeStrings(IReadOnlyList<string> strings)
    {
        nuint size = (nuint)(strings.Count + 1) * (nuint)sizeof(byte*);
        foreach (string one in strings)
        {
            size += (nuint)Encoding.UTF8.GetByteCount(one) + 1;
        }

        Pointer = (byte**)NativeMemory.Alloc(size);
        byte* end = (byte*)Pointer + size;
        byte* next = (byte*)(Pointer + strings.Count + 1);
        for (int i = 0; i < strings.Count; i++)
        {
            Pointer[i] = next;
            next += Encoding.UTF8.GetBytes(strings[i], new Span<byte>(next, (int)(end - next)));
            *next++ = 0;
        }

        Pointer[strings.Count] = null;
    }

    public byte** Pointer { get; }

    public void Dispose() => NativeMemory.Free(Pointer);
}
