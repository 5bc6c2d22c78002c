using System.Text.Json;
using Interlink.ApiServer.Sidecars;

namespace Interlink.ApiServer.Creation;

/// <summary>What became of a create that was sent.</summary>
internal enum CreateFate
{
    /// <summary>The sidecar said so itself.</summary>
    Answered,

    /// <summary>It may have submitted the pod or not.</summary>
    Unknown,
}

/// <summary>Judges answers to a create. Pure.</summary>
internal static class CreateFates
{
    /// <summary>An answer of something in between says nothing, nor does a success that is no JSON: half of one, or somebody else's page.</summary>
    public static CreateFate Of(SidecarAnswer answer) =>
        answer.IsOfGateway || (answer.IsSuccess && !IsJson(answer.Body.Span)) ? CreateFate.Unknown : CreateFate.Answered;

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            var any = false;
            while (reader.Read())
            {
                any = true;
            }

            return any;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
