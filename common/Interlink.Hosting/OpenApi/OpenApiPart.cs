namespace Interlink.Hosting.OpenApi;

/// <summary>What a program adds to the common OpenAPI document: register it as a service.</summary>
/// <param name="Json">
/// An OpenAPI document in UTF-8 of which <c>paths</c> and <c>components.schemas</c> are taken; entries that the common document has are
/// replaced.
/// </param>
public sealed record OpenApiPart(ReadOnlyMemory<byte> Json);
