using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>An nginx that ends TLS before a server, as people set one up: it says which address, scheme, host and prefix the caller used.</summary>
public sealed class TlsProxy : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-tls-proxy-").FullName;
    private readonly Process _process;

    private TlsProxy(Uri server, string prefix, bool takesPrefixOff, string more)
    {
        int port = FreePort();
        Address = new Uri($"https://localhost:{port}{prefix}/");
        WriteCertificate();
        string file = Path.Combine(_folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off; pid {{_folder}}/pid; error_log stderr;
            events {}
            http {
                access_log off; client_body_temp_path {{_folder}}/body; proxy_temp_path {{_folder}}/proxy;
                fastcgi_temp_path {{_folder}}/f; uwsgi_temp_path {{_folder}}/u; scgi_temp_path {{_folder}}/s;
                server {
                    listen 127.0.0.1:{{port}} ssl; ssl_certificate {{_folder}}/certificate; ssl_certificate_key {{_folder}}/key;
                    location {{prefix}}/ {
                        proxy_pass {{server.GetLeftPart(UriPartial.Authority)}}{{(takesPrefixOff ? "/" : "")}};
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header X-Forwarded-Host $http_host;
                        proxy_set_header X-Forwarded-Prefix "{{(takesPrefixOff ? prefix : "")}}";
                        {{more}}
                    }
                }
            }
            """);
        _process = Process.Start(new ProcessStartInfo("nginx", ["-c", file, "-e", "stderr"]) { RedirectStandardError = true })!;
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where the server's page is found.</summary>
    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="prefix">Path below which the server is found, such as <c>/music</c>.</param>
    /// <param name="takesPrefixOff">Whether the server is asked without it.</param>
    /// <param name="more">Further directives.</param>
    public static async Task<TlsProxy> StartAsync(Uri server, string prefix = "", bool takesPrefixOff = true, string more = "")
    {
        var proxy = new TlsProxy(server, prefix, takesPrefixOff, more);
        for (long start = Stopwatch.GetTimestamp(); !proxy.Answers(); await Task.Delay(20))
        {
            if (proxy._process.HasExited || Stopwatch.GetElapsedTime(start) > Limit)
                throw new InvalidOperationException("nginx does not start");
        }
        return proxy;
    }

    /// <summary>A browser's like: it keeps cookies, and takes the proxy's certificate.</summary>
    public HttpClient Client(params (string Name, string Value)[] headers)
    {
        var handler = new HttpClientHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        var http = new HttpClient(handler) { BaseAddress = new Uri(Address, "api/v1/") };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return http;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "certificate"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key"), key.ExportPkcs8PrivateKeyPem());
    }

    private bool Answers()
    {
        using var socket = new TcpClient();
        try
        {
            socket.Connect(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
