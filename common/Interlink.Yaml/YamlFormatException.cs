namespace Interlink.Yaml;

/// <summary>A text that is not the YAML it should be. The message is one sentence with the source, the line and the column.</summary>
public sealed class YamlFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file, or another name a user knows the text by.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="problem">What is wrong and the way out, without the final period.</param>
    /// <param name="innerException">What caused it.</param>
    public YamlFormatException(string source, long line, long column, string problem, Exception? innerException = null)
        : base($"{source}, line {line}, column {column}: {problem}.", innerException)
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The column, from 1.</summary>
    public long Column { get; }
}
