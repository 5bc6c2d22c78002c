using Interlink.Hosting.Files;
using Interlink.TokenRefresher.Grants;

namespace Interlink.TokenRefresher.Files;

/// <summary>
/// The two files: the access token for others to read, and beside it, with <c>-refresh</c> behind its name, the refresh token for the next
/// start. Both are the owner's alone and replaced in one step, so that a reader never sees a part of a token.
/// </summary>
internal sealed class TokenFiles(string tokenPath)
{
    private readonly string _refreshPath = tokenPath + "-refresh";
    private string? _unsaved;

    /// <returns>The refresh token to use next; null when none is kept.</returns>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public string? RefreshToken()
    {
        if (_unsaved is not null)
        {
            return _unsaved;
        }

        try
        {
            return File.ReadLines(_refreshPath).FirstOrDefault()?.Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException($"{_refreshPath} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// The refresh token goes first: a server that rotates has withdrawn the one before, and if the program dies between the files, the
    /// next start gets another access token with it. A refresh token that could not be written is kept in memory.
    /// </summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void Save(TokenGrant grant)
    {
        if (grant.RefreshToken is { } refresh && refresh != RefreshTokenOrNone())
        {
            _unsaved = refresh;
        }

        SaveRefreshToken();
        PrivateFile.Replace(tokenPath, grant.AccessToken);
    }

    private void SaveRefreshToken()
    {
        if (_unsaved is { } token)
        {
            PrivateFile.Replace(_refreshPath, token);
            _unsaved = null;
        }
    }

    private string? RefreshTokenOrNone()
    {
        try
        {
            return RefreshToken();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
