namespace Interlink.Bench.Calls;

/// <summary>An HTTP answer.</summary>
internal sealed record Answer(int Status, byte[] Body);
