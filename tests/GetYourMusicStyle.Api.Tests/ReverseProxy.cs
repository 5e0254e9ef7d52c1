using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>An nginx before a server, with next to no settings: it adds no header that would give it away, and calls the server by a loopback name.</summary>
public sealed class ReverseProxy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-proxy-").FullName;
    private readonly Process _process;

    private ReverseProxy(Uri server, string user, string more)
    {
        int port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}/api/v1/");
        string file = Path.Combine(_folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            {{(Environment.IsPrivilegedProcess ? $"user {user};" : "")}}
            daemon off; pid {{_folder}}/pid; error_log stderr;
            events {}
            http {
                access_log off; client_body_temp_path {{_folder}}/body; proxy_temp_path {{_folder}}/proxy;
                fastcgi_temp_path {{_folder}}/f; uwsgi_temp_path {{_folder}}/u; scgi_temp_path {{_folder}}/s;
                server { listen 127.0.0.1:{{port}}; location / { proxy_pass {{server.GetLeftPart(UriPartial.Authority)}}; {{more}} } }
            }
            """);
        _process = Process.Start(new ProcessStartInfo("nginx", ["-c", file, "-e", "stderr"]) { RedirectStandardError = true })!;
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it answers, <c>/api/v1/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts one; its workers run as <paramref name="user"/> where this process may set that, and otherwise as its own user.</summary>
    public static async Task<ReverseProxy> StartAsync(Uri server, string user, string more = "")
    {
        var proxy = new ReverseProxy(server, user, more);
        await Poll.UntilAsync(() => proxy.Answers());
        return proxy;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
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
