namespace Interlink.Podlet.Native;

/// <summary>A process of the machine that is not a zombie.</summary>
internal readonly record struct ProcessEntry(int Id, int Parent, int Session);
