using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.TokenRefresher.Tests;

/// <summary>An OAuth 2 token endpoint that withdraws each refresh token when it has been used once.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private int _granted;

    private AuthorizationServer(WebApplication app) => _app = app;

    public string ValidRefreshToken { get; private set; } = "refresh-0";

    public bool OnlyPost { get; init; }

    public string ExpiresIn { get; set; } = "3600";

    public bool FormEncoded { get; init; }

    /// <summary>Answers to give before the first proper one: status and body.</summary>
    public Queue<(int Status, string Body)> Faults { get; } = new();

    public int Granted => Volatile.Read(ref _granted);

    public string Address => _app.Urls.First() + "/token";

    public static async Task<AuthorizationServer> StartAsync(bool onlyPost = false, bool formEncoded = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new AuthorizationServer(app) { OnlyPost = onlyPost, FormEncoded = formEncoded };
        app.MapPost("/token", (RequestDelegate)server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var (status, body) = Answer(context.Request.Headers.Authorization.ToString(), form);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body) Answer(string header, IFormCollection form)
    {
        lock (_lock)
        {
            if (Faults.TryDequeue(out var fault))
            {
                return fault;
            }

            var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("client:s3cret"));
            if (OnlyPost ? form["client_secret"] != "s3cret" : header != basic)
            {
                return (401, """{"error":"invalid_client"}""");
            }

            var refreshes = form["grant_type"] == "refresh_token";
            if (refreshes && form["refresh_token"] != ValidRefreshToken)
            {
                return (400, """{"error":"invalid_grant"}""");
            }

            var number = Interlocked.Increment(ref _granted);
            var access = $"access-{form["audience"]}-{number}";
            if (!refreshes)
            {
                return (200, $$"""{"access_token":"{{access}}","expires_in":"{{ExpiresIn}}"}""");
            }

            ValidRefreshToken = $"refresh-{number}";
            return (200, FormEncoded
                ? $"access_token={access}&refresh_token={ValidRefreshToken}&expires_in={ExpiresIn}"
                : $$"""{"access_token":"{{access}}","refresh_token":"{{ValidRefreshToken}}","expires_in":{{ExpiresIn}}}""");
        }
    }
}
