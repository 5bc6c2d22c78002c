using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet;

/// <summary>Sentences for people, on standard error: the job's job.out. Console would cost more than all the rest of podlet.</summary>
internal static unsafe class StandardError
{
    public static void Say(string sentence) => Write(2, "podlet: " + sentence + "\n");

    public static void Write(int descriptor, string text) => Write(descriptor, Encoding.UTF8.GetBytes(text));

    public static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint written;
            // Nobody is left to tell when this fails.
            for (nint at = 0; at < bytes.Length; at += written)
            {
                written = LibC.Write(descriptor, first + at, bytes.Length - at);
                if (written <= 0)
                    return;
            }
        }
    }
}
