using System.Diagnostics;

namespace Interlink.Podlet.Tests.Programs;

internal static class Shell
{
    public static string Run(string script)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        error.GetAwaiter().GetResult();
        process.WaitForExit();
        return output;
    }
}
