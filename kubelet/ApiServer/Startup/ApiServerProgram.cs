using Interlink.ApiServer.Calls;
using Interlink.ApiServer.Configuration;
using Interlink.Hosting;
using Interlink.Hosting.Endpoints;

namespace Interlink.ApiServer.Startup;

/// <summary>Starts the API server and runs it to its end.</summary>
internal static class ApiServerProgram
{
    private const int Failure = 1;
    private const int BadUse = 2;
    private static readonly string[] Truths = ["verbose", "errorsonly", "version"];
    private static readonly string[] Texts = ["interlinkconfigpath"];

    /// <returns>The exit code: 0 after an orderly end, 2 for a command line or configuration that cannot be used, 1 for anything else.</returns>
    public static async Task<int> RunAsync(string[] words, Func<string, string?> environment)
    {
        var flags = GoFlags.Parse(words, Truths, Texts);
        if (flags.Problem is { } problem)
        {
            return Refuse([problem], BadUse);
        }

        if (flags.HelpAsked)
        {
            Console.Out.WriteLine(Usage);
            return 0;
        }

        if (flags.IsSet("version"))
        {
            Console.Out.WriteLine(ProgramVersion.Text);
            return 0;
        }

        var path = ConfigPath.Find(flags.Text("interlinkconfigpath"), environment);
        var load = ApiServerOptionsLoader.Load(path, environment, new CommandLineOverrides(flags.IsSet("verbose"), flags.IsSet("errorsonly")));
        if (load.Options is not { } options)
        {
            return Refuse(load.Problems, BadUse);
        }

        try
        {
            return await RunAsync(options, path, load.Warnings).ConfigureAwait(false);
        }
        catch (HostStartException e)
        {
            return Refuse([e.Message], Failure);
        }
    }

    private static async Task<int> RunAsync(ApiServerOptions options, string path, IReadOnlyList<string> warnings)
    {
        var builder = InterlinkHost.CreateBuilder(new ProgramIdentity("interlink", ProgramVersion.Text, "InterLink-Plugin"), options.Host);
        ApiServerServices.Add(builder.Services, options);
        await using var app = builder.Build();
        StartLog.Write(app, options, path, warnings);
        app.MapRelayEndpoints();
        app.MapOperationEndpoints();
        return await app.RunToExitCodeAsync().ConfigureAwait(false);
    }

    private static int Refuse(IReadOnlyList<string> problems, int code)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"interlink: {problem}");
        }

        return code;
    }

    private const string Usage = """
        interlink: the API server between virtual kubelets and sidecars

          -interlinkconfigpath PATH  the configuration file; else the variable INTERLINKCONFIGPATH,
                                     else /etc/interlink/InterLinkConfig.yaml
          -verbose                   log details too
          -errorsonly                log nothing but errors
          -version                   print the version
        """;
}
