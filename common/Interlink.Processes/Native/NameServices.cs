namespace Interlink.Processes.Native;

/// <summary>How the C library finds the addresses of hosts and the names of users.</summary>
public static class NameServices
{
    /// <summary>
    /// Only what is linked in: a static glibc that loads an nsswitch module of the machine's own glibc dies. To be called first, while the
    /// process has one thread. So users known only to a directory service have no name here.
    /// </summary>
    public static void UseWhatIsLinkedIn()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Libc.ConfigureNameService("hosts", "files dns");
            _ = Libc.ConfigureNameService("passwd", "files");
            _ = Libc.ConfigureNameService("group", "files");
        }
        catch (EntryPointNotFoundException)
        {
            // Not glibc: musl has no such modules.
        }
    }
}
