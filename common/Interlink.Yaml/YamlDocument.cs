using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Interlink.Yaml;

/// <summary>YAML read as JSON.</summary>
public static class YamlDocument
{
    /// <summary>
    /// Reads one YAML 1.2 document. Plain scalars have the types of the core schema (null, true and false, whole and other numbers);
    /// quoted and block scalars are strings, and so are <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c>. A number keeps the text it was
    /// written with, as far as JSON can write it. Merge keys (<c>&lt;&lt;</c>) and aliases are resolved.
    /// </summary>
    /// <param name="text">The document.</param>
    /// <param name="source">The file's name, for error messages.</param>
    /// <returns>The content; null for an empty document.</returns>
    /// <exception cref="YamlFormatException">
    /// It is not YAML, has a duplicate key, a key that is no scalar, several documents, is nested more than 64 levels deep, or grows beyond
    /// 100,000 values through aliases.
    /// </exception>
    public static JsonNode? Parse(string text, string source) => Read(text, source, several: false).FirstOrDefault();

    /// <summary>The same for a file of several documents, empty ones among them.</summary>
    /// <exception cref="YamlFormatException">As above, but for the number of documents.</exception>
    public static IReadOnlyList<JsonNode?> ParseAll(string text, string source) => Read(text, source, several: true);

    private static List<JsonNode?> Read(string text, string source, bool several)
    {
        try
        {
            List<JsonNode?> documents = [];
            var parser = new Parser(new Scanner(new StringReader(text)));
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out DocumentStart? start))
            {
                if (documents.Count > 0 && !several)
                {
                    throw new YamlFormatException(source, start.Start.Line, start.Start.Column,
                        "only one document is allowed, but here begins another");
                }

                documents.Add(new YamlComposer(parser, source).Read());
                parser.Consume<DocumentEnd>();
            }

            return documents;
        }
        catch (YamlException e)
        {
            throw Explain(e, text, source);
        }
        catch (InvalidOperationException e)
        {
            // The scanner's own state breaks on some unclosed flow collections ("a: [1\nb: }"); it does not say where.
            throw new YamlFormatException(source, 1, 1, "this is not valid YAML (a bracket or brace is probably not closed)", e);
        }
    }

    private static YamlFormatException Explain(YamlException e, string text, string source)
    {
        // The parser names the place where it was when it met the tab, which is some lines before it.
        if (e.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
        {
            string[] lines = text.Split('\n');
            for (int line = (int)Math.Max(e.Start.Line, 1); line <= lines.Length; line++)
            {
                int column = lines[line - 1].IndexOf('\t', StringComparison.Ordinal);
                if (column >= 0 && string.IsNullOrWhiteSpace(lines[line - 1][..column]))
                {
                    return new YamlFormatException(source, line, column + 1, "a tab may not indent YAML; use blanks", e);
                }
            }
        }

        string problem = "this is not valid YAML (" + e.Message.TrimEnd('.') + ")";
        return new YamlFormatException(source, Math.Max(e.Start.Line, 1), Math.Max(e.Start.Column, 1), problem, e);
    }
}
