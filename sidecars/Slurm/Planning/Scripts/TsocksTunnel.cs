using Interlink.Processes;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning.Scripts;

/// <summary>The shell text of a SOCKS tunnel through a login node, and of the tsocks library that sends connections into it.</summary>
internal static class TsocksTunnel
{
    private static readonly Lazy<string> OpenText = new(() => ShellText.Read("tsocks-open.sh"));
    private static readonly Lazy<string> CloseText = new(() => ShellText.Read("tsocks-close.sh"));

    /// <summary>Opens the tunnel for all that follows; the script ends where it cannot be opened.</summary>
    public static string Open(TsocksOptions options) =>
        $"""
        interlink_login_node={ShellWords.Quote(options.LoginNode)}
        interlink_tsocks_library={ShellWords.Quote(options.Library)}

        """ + OpenText.Value;

    /// <summary>
    /// Runs a command and closes the tunnel, whatever the user's own settings of the shell, keeping the command's exit code.
    /// </summary>
    public static string RunAndClose(string command) => command + " && interlink_code=0 || interlink_code=$?\n" + CloseText.Value;
}
