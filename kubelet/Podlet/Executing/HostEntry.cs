using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>Starts a program of the machine itself: a runtime's client, for example.</summary>
internal static class HostEntry
{
    /// <summary>Starts it as a child in a session of its own.</summary>
    /// <param name="words">The program, looked up by podlet's PATH, and its arguments.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="standard">Its input, output and error.</param>
    /// <exception cref="PodletException">127 when there is no such program, 126 when it cannot be executed.</exception>
    public static int Start(IReadOnlyList<string> words, IReadOnlyList<byte[]> environment, StandardFiles standard)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? StandardSteps.DefaultPath;
        using Utf8Block arguments = new(words);
        using Utf8Block variables = new(environment);
        using Utf8Block files = new(StandardSteps.FilesOf(words[0], path));
        ChildScript script = new();
        script.Add("a session", ChildStepKind.Required, SystemCall.NewSession);
        StandardSteps.AddFiles(script, standard);
        StandardSteps.AddSignals(script);
        StandardSteps.AddProgram(script, files, arguments, variables);
        try
        {
            return script.Start();
        }
        catch (ChildScriptException failed)
        {
            bool missing = failed is { OfProgram: true, Error: Errno.NoSuchFile or Errno.NotADirectory };
            throw new PodletException(
                missing ? ExitCodes.NotFound : ExitCodes.CannotExecute, $"\"{words[0]}\" cannot be started: {Errno.Text(failed.Error)}.");
        }
    }
}
