using System.CommandLine;
using System.CommandLine.Help;
using Interlink.SshTunnel.Configuration;

namespace Interlink.SshTunnel.Startup;

/// <summary>The command line: the Go program's flags, with one dash or two, and a few more.</summary>
internal static class TunnelCommandLine
{
    private static readonly string[] GoFlags = ["pprof-address", "pprof-port"];

    public static async Task<int> InvokeAsync(string[] args)
    {
        var address = Text("addr", "The SSH server, host:port.");
        var user = Text("user", "The user's name there.");
        var key = Text("keyfile", "The file with the private key.");
        var port = Text("rport", "The port that listens there, on localhost.");
        var socket = Text("lsock", "The unix socket here that it leads to.");
        var hostKey = Text("hostkeyfile", "The server's public key: binary, a .pub file, or known_hosts.");
        var strict = new Option<bool>("--strict", "-strict") { Description = "Refuse to start without -hostkeyfile." };
        var local = Texts("L", "Forward from here to there, as ssh -L; may be repeated.");
        var remote = Texts("R", "Forward from there to here, as ssh -R; may be repeated.");
        var listen = Text("listen", "IP address and port of /healthz, /readyz and /metrics.");
        var verbose = new Option<bool>("--verbose", "-verbose") { Description = "Log what ssh -v says, too." };
        var pprof = new Option<bool>("--pprof", "-pprof") { Hidden = true };
        var pprofValues = GoFlags.Select(name => Text(name, "")).ToList();
        pprofValues.ForEach(option => option.Hidden = true);
        var root = new RootCommand("Carries ports and unix sockets over SSH, and keeps doing so.")
        {
            address, user, key, port, socket, hostKey, strict, local, remote, listen, verbose, pprof,
        };
        pprofValues.ForEach(root.Add);
        root.Options.OfType<HelpOption>().Single().Aliases.Add("-help");
        root.SetAction((parsed, cancellationToken) =>
        {
            var wantsPprof = parsed.GetValue(pprof) || pprofValues.Exists(option => parsed.GetResult(option) is not null)
                || Environment.GetEnvironmentVariable("ENABLE_PPROF") == "true";
            return TunnelProgram.RunAsync(
                new TunnelFlags
                {
                    Address = parsed.GetValue(address),
                    User = parsed.GetValue(user),
                    KeyFile = parsed.GetValue(key),
                    RemotePort = parsed.GetValue(port),
                    LocalSocket = parsed.GetValue(socket),
                    HostKeyFile = parsed.GetValue(hostKey),
                    Strict = parsed.GetValue(strict),
                    LocalForwards = parsed.GetValue(local) ?? [],
                    RemoteForwards = parsed.GetValue(remote) ?? [],
                    Listen = parsed.GetValue(listen),
                    Verbose = parsed.GetValue(verbose),
                },
                wantsPprof);
        });
        var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        // The host ends the program in its own order on SIGTERM.
        return parsed.Errors.Count > 0
            ? TunnelProgram.Refuse(parsed.Errors.Select(error => error.Message + " -help lists the flags."))
            : await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
    }

    /// <summary>As in Go, the last of several counts.</summary>
    private static Option<string?> Text(string name, string description) => new("--" + name, "-" + name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => result.Tokens.Count > 0 ? result.Tokens[^1].Value : null,
    };

    private static Option<string[]?> Texts(string name, string description) =>
        new("--" + name, "-" + name) { Description = description, AllowMultipleArgumentsPerToken = false };
}
