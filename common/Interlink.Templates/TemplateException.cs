using System.Globalization;

namespace Interlink.Templates;

/// <summary>A template that is not understood, or that cannot be carried out for some data. The message is a sentence.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes the sentence: <c>The template 'job.tmpl' cannot be used, line 3: …</c></summary>
    /// <param name="template">The template's name.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="innerException">What found it.</param>
    internal TemplateException(string template, int line, string problem, Exception? innerException = null)
        : base($"The template '{template}' cannot be used, line {line.ToString(CultureInfo.InvariantCulture)}: {problem}.", innerException)
    {
        Template = template;
        Line = line;
    }

    /// <summary>The template's name.</summary>
    public string Template { get; }

    /// <summary>The line in the template, from 1.</summary>
    public int Line { get; }
}
