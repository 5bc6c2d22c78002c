using System.Net.Sockets;
using System.Text;

namespace Interlink.Bench.Calls;

/// <summary>
/// One kept-alive HTTP connection to a sidecar's unix socket: blocking, on the caller's thread, so that only the sidecar is measured.
/// </summary>
internal sealed class SidecarConnection : IDisposable
{
    private readonly Socket socket;
    private readonly AnswerReader reader;

    private SidecarConnection(Socket socket)
    {
        this.socket = socket;
        reader = new AnswerReader(socket);
    }

    /// <summary>Null while nobody listens.</summary>
    public static SidecarConnection? TryOpen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new SidecarConnection(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    public static SidecarConnection Open(string path) =>
        TryOpen(path) ?? throw new BenchException($"nobody listens on {path}.");

    /// <summary>Makes a call and reads the whole answer.</summary>
    public Answer Call(string method, string path, ReadOnlySpan<byte> body = default)
    {
        int status = Begin(method, path, body);
        using var content = new MemoryStream();
        byte[] part = new byte[64 * 1024];
        for (int count; (count = reader.ReadBody(part)) > 0;)
            content.Write(part, 0, count);
        return new Answer(status, content.ToArray());
    }

    /// <summary>The same, for calls that have to succeed.</summary>
    public byte[] Ask(string method, string path, ReadOnlySpan<byte> body = default)
    {
        Answer answer = Call(method, path, body);
        return answer.Status == 200
            ? answer.Body
            : throw new BenchException($"{method} {path} was answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body)}");
    }

    /// <summary>Makes a call and reads the head of the answer; returns its status.</summary>
    public int Begin(string method, string path, ReadOnlySpan<byte> body = default)
    {
        Send(method, path, body);
        return reader.ReadHead();
    }

    /// <summary>Makes a call and reads nothing of the answer.</summary>
    public void Send(string method, string path, ReadOnlySpan<byte> body = default)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        byte[] request = [.. head, .. body];
        for (int sent = 0; sent < request.Length;)
            sent += socket.Send(request, sent, request.Length - sent, SocketFlags.None);
    }

    /// <summary>Reads what has come of the answer's body; 0 at its end.</summary>
    public int ReadBody(Span<byte> target) => reader.ReadBody(target);

    public void Dispose() => socket.Dispose();
}
