namespace Interlink.Podlet.Native;

/// <summary>Signal numbers (Linux; the same on x86-64 and arm64).</summary>
internal static class Signal
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int User1 = 10;
    public const int User2 = 12;
    public const int Pipe = 13;
    public const int Terminate = 15;
    public const int Child = 17;
    public const int Continue = 18;
    public const int WindowChange = 28;

    /// <summary>Every number a signal can have lies below.</summary>
    public const int Limit = 65;

    /// <summary>The name without SIG, or the number.</summary>
    public static string Name(int signal) => signal switch
    {
        Hangup => "SIGHUP",
        Interrupt => "SIGINT",
        Quit => "SIGQUIT",
        Kill => "SIGKILL",
        User1 => "SIGUSR1",
        User2 => "SIGUSR2",
        Terminate => "SIGTERM",
        _ => "signal " + signal,
    };
}
