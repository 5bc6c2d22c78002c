using Interlink.Processes;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning.Scripts;

/// <summary>The shell text of a SOCKS tunnel through a login node, and of the tsocks library that sends connections into it.</summary>
internal static class TsocksTunnel
{
    /// <summary>Opens the tunnel for all that follows; the script ends where it cannot be opened.</summary>
    public static string Open(TsocksOptions options) =>
        $"""
        interlink_login_node={ShellWords.Quote(options.LoginNode)}
        interlink_tsocks_library={ShellWords.Quote(options.Library)}

        """ + OpenText + "\n";

    /// <summary>
    /// Runs a command and closes the tunnel, whatever the user's own settings of the shell, keeping the command's exit code.
    /// </summary>
    public static string RunAndClose(string command) => command + " && interlink_code=0 || interlink_code=$?\n" + CloseText + "\n";

    private const string OpenText =
        """
        interlink_tsocks=$(mktemp -d) || exit 1
        interlink_port=
        for interlink_try in $(shuf -i 10000-65000 -n 3); do
            # In the background only once the port is open; the control socket is what closes it again.
            if ssh -f -N -M -S "$interlink_tsocks/ssh" -D "127.0.0.1:$interlink_try" \
                -o BatchMode=yes -o ExitOnForwardFailure=yes "$interlink_login_node"; then
                interlink_port=$interlink_try
                break
            fi
        done
        if [ -z "$interlink_port" ]; then
            echo "The pod is not started: ssh could not open a tunnel through $interlink_login_node." >&2
            exit 1
        fi
        printf 'local = 10.0.0.0/255.0.0.0\nserver = 127.0.0.1\nserver_port = %s\n' "$interlink_port" >"$interlink_tsocks/tsocks.conf"
        export TSOCKS_CONF_FILE="$interlink_tsocks/tsocks.conf" LD_PRELOAD="$interlink_tsocks_library"
        """;

    private const string CloseText =
        """
        LD_PRELOAD='' ssh -S "$interlink_tsocks/ssh" -O exit "$interlink_login_node" || true
        rm -rf -- "$interlink_tsocks"
        exit "$interlink_code"
        """;
}
