using System.Net;

namespace GetYourMusicStyle.Api.Local;

/// <summary>The sockets of this machine at a moment, and which processes hold them.</summary>
internal sealed class SocketTable
{
    private static readonly Lock _reading = new();
    private static SocketTable? _latest;
    private static int[] _known = [];       // processes that called before: usually it is one of them again

    private readonly long _readAt = Environment.TickCount64;
    private readonly IReadOnlyList<TcpSocket> _sockets = TcpSocket.All();

    /// <summary>The table as it is now or was a moment after this was called: callers at the same time share one reading of it, which takes some milliseconds.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SocketTable Now()
    {
        long asked = Environment.TickCount64;
        lock (_reading)
            return _latest is { } table && table._readAt > asked ? table : _latest = new SocketTable();
    }

    /// <summary>The socket at the other end of a connection that this process has accepted; null if it is gone, or on another machine.</summary>
    public TcpSocket? Peer(IPEndPoint peer, IPEndPoint own) =>
        _sockets.Where(socket => !socket.Listening && socket.Local.Equals(peer) && socket.Remote.Equals(own)).Select(socket => (TcpSocket?)socket).FirstOrDefault();

    /// <summary>The process that holds a socket; null if there is none that this process may look at.</summary>
    public static int? HolderOf(long inode)
    {
        int found = _known.Prepend(Environment.ProcessId).Concat(Processes()).FirstOrDefault(process => SocketsOf(process).Contains(inode));
        if (found == 0)
            return null;
        if (!_known.Contains(found))
            _known = [found, .. _known.Take(7)];
        return found;
    }

    /// <summary>
    /// Whether a process serves others: it waits for connections that other machines can make, or holds one that it has accepted. What such a process
    /// asks may be asked for somebody else.
    /// </summary>
    public bool Serves(int process)
    {
        var held = SocketsOf(process);
        var own = _sockets.Where(socket => held.Contains(socket.Inode)).ToList();
        var ports = own.Where(socket => socket.Listening).Select(socket => socket.Local.Port).ToHashSet();
        return own.Exists(socket => socket.Listening ? !IPAddress.IsLoopback(socket.Local.Address) : ports.Contains(socket.Local.Port));
    }

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out int process) ? process : 0).Where(process => process > 0).OrderDescending();

    // Empty where it has none, has ended, or is not to be looked at.
    private static HashSet<long> SocketsOf(int process)
    {
        var inodes = new HashSet<long>();
        try
        {
            foreach (string path in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd"))
            {
                if (new FileInfo(path).LinkTarget is ['s', 'o', 'c', 'k', 'e', 't', ':', '[', .. var inode, ']'] && long.TryParse(inode, out long number))
                    inodes.Add(number);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return inodes;
        }
        return inodes;
    }
}
