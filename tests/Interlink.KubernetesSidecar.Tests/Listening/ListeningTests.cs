using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Listening;

/// <summary>The whole program over each way by which it can be reached; the unix socket is that of all other tests.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kl").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_pod_lives_over_TCP() => await LiveAsync("http", "", new HttpClientHandler());

    [Fact]
    public async Task A_pod_lives_over_TLS_with_certificates_on_both_sides()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "crt"), own.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key"), key.ExportPkcs8PrivateKeyPem());
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == own.Thumbprint };
        handler.ClientCertificates.Add(own);
        await LiveAsync("https", $"[tls]\ncert_file = {folder}/crt\nkey_file = {folder}/key\nca_cert_file = {folder}/crt\n", handler);
    }

    private async Task LiveAsync(string scheme, string settings, HttpClientHandler handler)
    {
        await using var cluster = await FakeApiServer.StartAsync();
        var port = FreePort();
        File.WriteAllText(Path.Combine(folder, "kubeconfig"), cluster.KubeConfig);
        File.WriteAllText(
            Path.Combine(folder, "config.ini"),
            $"[app]\nsocket_address = {scheme}://127.0.0.1\nsocket_port = {port}\n[k8s]\nkubeconfig_path = {folder}/kubeconfig\n{settings}");
        using var sidecar = new RunningSidecar(Path.Combine(folder, "config.ini"), folder);
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"{scheme}://127.0.0.1:{port}"), Timeout = Eventually.Patience };
        await Eventually.TrueAsync(() => AnswersAsync(client, sidecar), "the sidecar answers");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "POST", "/create", LocalPod.Create())).Code);
        Assert.NotNull(cluster.Store.Find(Interlink.Kubernetes.Resources.ResourceTypes.Pods, "shop", LocalPod.RemoteName));
        Assert.Contains("waiting", (await AskAsync(client, "GET", "/status", new JsonArray(LocalPod.Pod()))).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(client, "GET", "/getLogs", LocalPod.Log()));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "POST", "/delete", LocalPod.Pod())).Code);
        await Eventually.TrueAsync(() => cluster.Store.All(Interlink.Kubernetes.Resources.ResourceTypes.Pods).Count == 0, "the pod is gone");
        Assert.Equal(0, await sidecar.TerminateAsync());
    }

    private static async Task<bool> AnswersAsync(HttpClient client, RunningSidecar sidecar)
    {
        Assert.False(sidecar.HasExited, sidecar.Log);
        try
        {
            return (await client.GetAsync("/livez")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<(HttpStatusCode Code, string Text)> AskAsync(HttpClient client, string method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
