using System.Buffers;

namespace Interlink.ApiServer.Statuses;

/// <summary>Writes states as the answer to <c>/status</c>, each as the sidecar wrote it.</summary>
internal static class StateList
{
    public static void WriteTo(IBufferWriter<byte> output, IReadOnlyList<ReportedState> states)
    {
        output.Write("["u8);
        for (var i = 0; i < states.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            output.Write(states[i].Json.Span);
        }

        output.Write("]"u8);
    }
}
