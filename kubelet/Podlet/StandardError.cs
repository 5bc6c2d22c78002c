using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet;

/// <summary>Sentences for people, on standard error: the job's job.out. Console would cost more than all the rest of podlet.</summary>
internal static unsafe class StandardError
{
    public static void Say(string sentence) => Write(2, "podlet: " + sentence + "\n");

    public static void Write(int descriptor, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* first = bytes)
        {
            // Nobody is left to tell when this fails.
            _ = LibC.Write(descriptor, first, bytes.Length);
        }
    }
}
