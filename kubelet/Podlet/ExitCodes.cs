namespace Interlink.Podlet;

/// <summary>Exit codes of podlet's own failures (those of sysexits.h); any other is a container's.</summary>
internal static class ExitCodes
{
    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The operating system refused something podlet cannot do without.</summary>
    public const int OsError = 71;

    /// <summary>Another podlet or another job has the folder.</summary>
    public const int Busy = 75;

    /// <summary>The folder's plan is missing or cannot be understood.</summary>
    public const int BadPlan = 78;

    /// <summary>The program was found but cannot be executed.</summary>
    public const int CannotExecute = 126;

    /// <summary>The program was not found.</summary>
    public const int NotFound = 127;

    /// <summary>The container could not be prepared: its log, working folder or process.</summary>
    public const int CannotStart = 128;
}
