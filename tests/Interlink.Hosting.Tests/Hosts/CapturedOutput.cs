using System.Text;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>Stands for standard error.</summary>
internal class CapturedOutput : MemoryStream
{
    private readonly Lock _lock = new();

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return Encoding.UTF8.GetString(ToArray());
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            base.Write(buffer, offset, count);
        }
    }
}
