using Interlink.ApiServer.Sidecars;

namespace Interlink.ApiServer.Statuses;

/// <summary>Asks a sidecar for states; a question that would be very large is asked in parts.</summary>
/// <param name="client">The sidecar.</param>
/// <param name="patience">How long to wait for the answer to a part.</param>
internal sealed class SidecarStates(SidecarClient client, TimeSpan patience) : IStateSource
{
    private const int LargestQuestion = 32 * 1024 * 1024;
    private static readonly byte[] Open = "["u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();
    private static readonly byte[] Close = "]"u8.ToArray();

    public async Task<IReadOnlyDictionary<string, ReportedState>> AskAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> pods, CallerHeaders caller, CancellationToken cancellationToken)
    {
        Dictionary<string, ReportedState>? all = null;
        for (var first = 0; first < pods.Count;)
        {
            var body = Body(pods, ref first);
            var answer = await client.AskAsync(SidecarQuestion.Status(body), caller, patience, cancellationToken).ConfigureAwait(false);
            var states = Read(answer);
            if (all is null)
            {
                all = states;
                continue;
            }

            foreach (var (uid, state) in states)
            {
                all.TryAdd(uid, state);
            }
        }

        return all ?? [];
    }

    private Dictionary<string, ReportedState> Read(SidecarAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw new SidecarOutage($"the sidecar {client.Address} answered /status with {answer.Status}", mayHaveArrived: true);
        }

        try
        {
            return StateAnswer.Read(answer.Body);
        }
        catch (InvalidDataException e)
        {
            throw new SidecarOutage($"the sidecar {client.Address} cannot be understood: {e.Message}", mayHaveArrived: true, e);
        }
    }

    private static List<ReadOnlyMemory<byte>> Body(IReadOnlyList<ReadOnlyMemory<byte>> pods, ref int next)
    {
        var parts = new List<ReadOnlyMemory<byte>> { Open };
        var length = 0L;
        do
        {
            parts.Add(pods[next]);
            length += pods[next++].Length;
            parts.Add(Comma);
        }
        while (next < pods.Count && length + pods[next].Length < LargestQuestion);

        parts[^1] = Close;
        return parts;
    }
}
