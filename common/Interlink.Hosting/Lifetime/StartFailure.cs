using System.Net.Sockets;
using Interlink.Hosting.Listening;
using Microsoft.AspNetCore.Connections;

namespace Interlink.Hosting.Lifetime;

/// <summary>Says in one sentence why a program did not start.</summary>
internal static class StartFailure
{
    public static string Describe(Exception exception, ProgramIdentity program, HostOptions options)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case HostStartException:
                    return e.Message;
                case AddressInUseException:
                case SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return $"{Place(options.Listen)} is in use by another program: stop that one, or choose another address or port.";
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }:
                    return $"This machine has no address {options.Listen.Address}: choose one of its own, or 0.0.0.0 for all.";
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return $"{program.Name} may not listen on {Place(options.Listen)}: ports below 1024 need CAP_NET_BIND_SERVICE.";
            }
        }

        return $"{program.Name} could not start: {exception.Message}";
    }

    /// <summary>True when the sentence says all there is, and a stack trace would only hide it.</summary>
    public static bool IsForeseen(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is HostStartException or AddressInUseException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    private static string Place(ListenOptions listen) =>
        string.IsNullOrEmpty(listen.UnixSocket) ? $"{listen.Address}:{listen.Port}" : listen.UnixSocket;
}
