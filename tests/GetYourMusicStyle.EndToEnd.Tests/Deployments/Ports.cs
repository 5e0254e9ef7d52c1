using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>Ports for our processes.</summary>
internal static class Ports
{
    /// <summary>A free port below the range of outgoing connections, so that none takes it while the process is down.</summary>
    public static int Free()
    {
        while (true)
        {
            int port = Random.Shared.Next(10_000, 32_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }
}
