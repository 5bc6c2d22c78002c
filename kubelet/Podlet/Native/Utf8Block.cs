using System.Runtime.InteropServices;
using System.Text;

namespace Interlink.Podlet.Native;

/// <summary>A NULL-terminated array of C strings outside the managed heap, as exec and spawn take it.</summary>
internal sealed unsafe class Utf8Block : IDisposable
{
    private readonly byte** pointers;

    public Utf8Block(IReadOnlyList<string> words)
        : this(Encode(words))
    {
    }

    public Utf8Block(IReadOnlyList<byte[]> words)
    {
        nuint head = (nuint)(words.Count + 1) * (nuint)sizeof(byte*);
        nuint size = head;
        for (int i = 0; i < words.Count; i++)
            size += (nuint)words[i].Length + 1;
        pointers = (byte**)NativeMemory.Alloc(size);
        byte* at = (byte*)pointers + head;
        for (int i = 0; i < words.Count; i++)
        {
            pointers[i] = at;
            words[i].CopyTo(new Span<byte>(at, words[i].Length));
            at[words[i].Length] = 0;
            at += words[i].Length + 1;
        }

        pointers[words.Count] = null;
    }

    public byte** Pointers => pointers;

    public byte* First => pointers[0];

    public void Dispose() => NativeMemory.Free(pointers);

    private static byte[][] Encode(IReadOnlyList<string> words)
    {
        byte[][] encoded = new byte[words.Count][];
        for (int i = 0; i < encoded.Length; i++)
            encoded[i] = Encoding.UTF8.GetBytes(words[i]);
        return encoded;
    }
}
