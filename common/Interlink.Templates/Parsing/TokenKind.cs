namespace Interlink.Templates.Parsing;

/// <summary>What a piece of a template is.</summary>
internal enum TokenKind
{
    /// <summary>The end of the template.</summary>
    End,

    /// <summary>Text between actions.</summary>
    Text,

    /// <summary><c>{{</c>.</summary>
    Open,

    /// <summary><c>}}</c>.</summary>
    Close,

    /// <summary>Blanks between operands.</summary>
    Space,

    /// <summary><c>(</c>.</summary>
    LeftParenthesis,

    /// <summary><c>)</c>.</summary>
    RightParenthesis,

    /// <summary><c>|</c>.</summary>
    Pipe,

    /// <summary><c>=</c>.</summary>
    Assign,

    /// <summary><c>:=</c>.</summary>
    Declare,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>.</c>.</summary>
    Dot,

    /// <summary><c>.Name</c>; the text is the name.</summary>
    Field,

    /// <summary><c>$</c> or <c>$name</c>.</summary>
    Variable,

    /// <summary>A function's name.</summary>
    Identifier,

    /// <summary><c>if</c>, <c>range</c>, <c>nil</c> ….</summary>
    Keyword,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A number as it is written.</summary>
    Number,

    /// <summary>A character in single quotes, as it is written.</summary>
    Character,

    /// <summary>A text in double quotes or backquotes, as it is written.</summary>
    String,
}
