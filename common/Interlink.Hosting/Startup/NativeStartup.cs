using Interlink.Hosting.Native;
using Interlink.Processes.Native;

namespace Interlink.Hosting;

/// <summary>What a static executable must settle with the C library before anything else happens.</summary>
public static class NativeStartup
{
    private static readonly string[] CertificateBundles =
    [
        "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Alpine
        "/etc/pki/tls/certs/ca-bundle.crt", // Red Hat
        "/etc/ssl/ca-bundle.pem", // SUSE
    ];

    /// <summary>
    /// The first act of <c>Main</c>, while the process has one thread: name lookups use only what is linked in (a static glibc that loads
    /// an nsswitch module of the machine's own glibc dies), and OpenSSL finds the machine's CA bundle unless <c>SSL_CERT_FILE</c> or
    /// <c>SSL_CERT_DIR</c> say otherwise.
    /// </summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // .NET copies the environment when it is first listed. Doing that now keeps our SSL_CERT_FILE out of the environment of child
        // processes: it would travel with sbatch into jobs on machines that keep their bundle elsewhere.
        _ = Environment.GetEnvironmentVariables();
        NameServices.UseWhatIsLinkedIn();
        PointToCertificates();
    }

    private static void PointToCertificates()
    {
        if (IsSet("SSL_CERT_FILE") || IsSet("SSL_CERT_DIR"))
        {
            return;
        }

        if (Array.Find(CertificateBundles, File.Exists) is { } bundle)
        {
            // OpenSSL reads the C library's environment, which Environment.SetEnvironmentVariable does not touch.
            _ = LibC.SetEnvironment("SSL_CERT_FILE", bundle, 1);
        }
    }

    private static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
