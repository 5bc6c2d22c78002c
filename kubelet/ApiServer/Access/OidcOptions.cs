namespace Interlink.ApiServer.Access;

/// <summary>Whose tokens callers may show.</summary>
/// <param name="Issuer">The issuer as its tokens name it, an https address.</param>
/// <param name="Audience">What the tokens must be made for.</param>
/// <param name="CACertFile">The only CAs the issuer's own certificate may come from; null for the machine's.</param>
/// <param name="Subjects">Who may call; a <c>*</c> at the end stands for anything. Empty for everybody the issuer gives such a token.</param>
internal sealed record OidcOptions(string Issuer, string Audience, string? CACertFile, IReadOnlyList<string> Subjects);
