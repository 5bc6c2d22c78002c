using System.Net.Sockets;
using System.Text;

namespace Interlink.Hosting.Lifetime;

/// <summary>
/// Tells systemd how the service is (sd_notify(3), <c>Type=notify</c>). Without NOTIFY_SOCKET, or when nobody listens there, it does
/// nothing.
/// </summary>
internal sealed class ServiceNotifier(string? socketPath)
{
    /// <summary>The start is complete.</summary>
    public const string Ready = "READY=1";

    /// <summary>The end has begun.</summary>
    public const string Stopping = "STOPPING=1";

    public static ServiceNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    public void Notify(string state)
    {
        // A leading @ stands for the NUL of the abstract namespace; other kinds of addresses (vsock) are not ours.
        if (string.IsNullOrEmpty(socketPath) || socketPath[0] is not ('/' or '@'))
        {
            return;
        }

        var path = socketPath[0] == '@' ? '\0' + socketPath[1..] : socketPath;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // A service manager that does not listen is no reason to end or to complain at every start.
        }
    }
}
