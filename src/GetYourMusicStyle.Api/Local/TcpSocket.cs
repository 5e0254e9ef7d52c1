using System.Globalization;
using System.Net;

namespace GetYourMusicStyle.Api.Local;

/// <summary>A TCP socket of this machine, as Linux lists it.</summary>
/// <param name="Listening">Whether it waits for connections; then <paramref name="Remote"/> is nobody.</param>
/// <param name="User">Number of the user who made it.</param>
/// <param name="Inode">What processes that hold it show as <c>socket:[inode]</c>; 0 if none holds it any more.</param>
internal readonly record struct TcpSocket(IPEndPoint Local, IPEndPoint Remote, bool Listening, uint User, long Inode)
{
    private const string Listen = "0A";

    /// <summary>All there are in this network namespace.</summary>
    /// <exception cref="IOException">They cannot be listed.</exception>
    public static IReadOnlyList<TcpSocket> All()
    {
        var sockets = new List<TcpSocket>();
        foreach (string file in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (File.Exists(file) || file.EndsWith("tcp", StringComparison.Ordinal))
                sockets.AddRange(File.ReadLines(file).Skip(1).Select(Parse));
        }
        return sockets;
    }

    // "0: 0100007F:13D8 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 123456 ..."
    private static TcpSocket Parse(string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(EndPoint(fields[1]), EndPoint(fields[2]), fields[3] == Listen, uint.Parse(fields[7], CultureInfo.InvariantCulture), long.Parse(fields[9], CultureInfo.InvariantCulture));
    }

    // Words of 32 bits in the machine's own order; an IPv4 address in IPv6 as IPv4.
    private static IPEndPoint EndPoint(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        byte[] bytes = Convert.FromHexString(text.AsSpan(0, colon));
        for (int i = 0; i < bytes.Length && BitConverter.IsLittleEndian; i += 4)
            bytes.AsSpan(i, 4).Reverse();
        return Plain(new IPAddress(bytes), int.Parse(text.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <summary>An end of a connection as sockets are listed by it here.</summary>
    public static IPEndPoint Plain(IPAddress address, int port) => new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes()), port);
}
