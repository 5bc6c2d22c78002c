namespace Interlink.TokenRefresher.Tests;

public sealed class RefresherTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Directory.CreateTempSubdirectory("refresher").FullName;

    private string TokenPath => Path.Combine(_folder, "token");

    private string Token => File.Exists(TokenPath) ? File.ReadAllText(TokenPath) : "";

    private string Kept => File.Exists(TokenPath + "-refresh") ? File.ReadAllText(TokenPath + "-refresh") : "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_refresh_token_gets_a_token_and_its_successor_in_private_files(bool onlyPost, bool formEncoded)
    {
        await using var server = await AuthorizationServer.StartAsync(onlyPost, formEncoded);
        using var program = Start(server, "authorization_code");
        await program.WaitForAsync(() => Token == "access-vk-1");
        Assert.Equal("refresh-1", Kept);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(TokenPath));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(TokenPath + "-refresh"));
        Assert.Equal(["token", "token-refresh"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal(0, await program.TerminateAsync());
        Assert.Contains("holds a new token", program.Log);
        Assert.DoesNotContain("access-", program.Log);
        Assert.DoesNotContain("refresh-0", program.Log);
        Assert.DoesNotContain("refresh-1", program.Log);
        Assert.DoesNotContain("s3cret", program.Log);
    }

    [Fact]
    public async Task Client_credentials_need_no_refresh_token()
    {
        await using var server = await AuthorizationServer.StartAsync();
        using var program = Start(server, "client_credentials", ("IAM_REFRESH_TOKEN", ""));
        await program.WaitForAsync(() => Token == "access-vk-1");
        Assert.False(File.Exists(TokenPath + "-refresh"));
    }

    [Fact]
    public async Task A_short_lived_token_is_renewed_with_each_new_refresh_token()
    {
        await using var server = await AuthorizationServer.StartAsync();
        server.ExpiresIn = "1";
        using var program = Start(server, "authorization_code");
        await program.WaitForAsync(() => Token == "access-vk-3");
    }

    [Fact]
    public async Task Errors_and_garbage_leave_the_token_and_are_tried_again_without_showing_the_answer()
    {
        await using var server = await AuthorizationServer.StartAsync();
        File.WriteAllText(TokenPath, "the token before");
        server.Faults.Enqueue((500, "<html>do-not-show</html>"));
        server.Faults.Enqueue((200, """{"access_token":"""));
        using var program = Start(server, "authorization_code");
        await program.WaitForAsync(() => program.Log.Contains("No new token", StringComparison.Ordinal));
        Assert.Equal("the token before", Token);
        await program.WaitForAsync(() => Token == "access-vk-1");
        Assert.DoesNotContain("do-not-show", program.Log);
    }

    [Fact]
    public async Task Killed_between_the_two_files_it_goes_on_with_the_refresh_token_it_was_given_last()
    {
        await using var server = await AuthorizationServer.StartAsync();
        // A folder where the token is to be lets the first file be written and not the second.
        Directory.CreateDirectory(TokenPath);
        using (var first = Start(server, "authorization_code"))
        {
            await first.WaitForAsync(() => first.Log.Contains("cannot be written", StringComparison.Ordinal));
            first.Kill();
        }

        Assert.Equal(server.ValidRefreshToken, Kept);
        Directory.Delete(TokenPath);
        using var second = Start(server, "authorization_code");
        await second.WaitForAsync(() => Token.Length > 0);
        Assert.Equal(server.ValidRefreshToken, Kept);
    }

    [Fact]
    public async Task A_withdrawn_token_in_the_file_gives_way_to_a_new_one_in_a_secret_file()
    {
        await using var server = await AuthorizationServer.StartAsync();
        File.WriteAllText(TokenPath + "-refresh", "withdrawn\n");
        var secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, "refresh-0\n");
        using var program = Start(server, "authorization_code", ("IAM_REFRESH_TOKEN", ""), ("IAM_REFRESH_TOKEN_FILE", secret));
        await program.WaitForAsync(() => Token == "access-vk-1");
    }

    [Fact]
    public async Task A_grant_type_it_does_not_know_ends_it_with_a_sentence()
    {
        await using var server = await AuthorizationServer.StartAsync();
        using var program = Start(server, "password");
        Assert.Equal(2, await program.EndAsync());
        Assert.Contains("IAM_GRANT_TYPE is password", program.Log);
    }

    private RunningRefresher Start(AuthorizationServer server, string grant, params (string Name, string Value)[] more) => new(
    [
        ("IAM_TOKEN_ENDPOINT", server.Address),
        ("IAM_CLIENT_ID", "client"),
        ("IAM_CLIENT_SECRET", "s3cret"),
        ("IAM_REFRESH_TOKEN", "refresh-0"),
        ("IAM_VK_AUD", "vk"),
        ("IAM_GRANT_TYPE", grant),
        ("TOKEN_PATH", TokenPath),
        ("VERBOSE", "True"),
        .. more,
    ]);
}
