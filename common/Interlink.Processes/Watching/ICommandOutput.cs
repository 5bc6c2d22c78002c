namespace Interlink.Processes.Watching;

/// <summary>Where the bytes of one of a program's streams go.</summary>
internal interface ICommandOutput
{
    /// <summary>What is kept of them, as UTF-8.</summary>
    string Text { get; }

    /// <summary>Appends; false, and nothing appended, when that would exceed the limit.</summary>
    bool TryAppend(ReadOnlySpan<byte> more);

    /// <summary>Nothing more comes.</summary>
    void End();
}
