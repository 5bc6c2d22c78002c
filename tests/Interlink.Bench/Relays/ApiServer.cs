using Interlink.Bench.Calls;
using Interlink.Bench.Processes;

namespace Interlink.Bench.Relays;

/// <summary>A running API server in front of an <see cref="AnsweringSidecar"/>.</summary>
internal sealed class ApiServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Child child;

    private ApiServer(Child child, AnsweringSidecar sidecar, string socket)
    {
        this.child = child;
        Sidecar = sidecar;
        Socket = socket;
    }

    public AnsweringSidecar Sidecar { get; }

    public string Socket { get; }

    public int Id => child.Id;

    public static ApiServer Start(BenchSettings settings, string name)
    {
        string folder = Path.Combine(settings.Work, name);
        Directory.CreateDirectory(folder);
        string socket = Path.Combine(folder, "a"), config = Path.Combine(folder, "InterLinkConfig.yaml");
        var sidecar = AnsweringSidecar.Listen(Path.Combine(folder, "s"));
        File.WriteAllText(config, $"""
            InterlinkAddress: "unix://{socket}"
            SidecarURL: "unix://{folder}/s"

            """);
        var server = new ApiServer(
            Child.Start([settings.ApiServer, "--interlinkconfigpath", config], Path.Combine(folder, "interlink.log")), sidecar, socket);
        Pause.Until(() => File.Exists(socket), Limit, "interlink listens");
        using SidecarConnection connection = server.Connect();
        connection.Ask("GET", "/livez");
        return server;
    }

    public SidecarConnection Connect() => SidecarConnection.Open(Socket);

    public double Megabytes(string field) => ProcessUse.Megabytes(Id, field);

    public void Dispose()
    {
        child.Terminate();
        child.WaitForExit();
        child.Dispose();
        Sidecar.Dispose();
    }
}
