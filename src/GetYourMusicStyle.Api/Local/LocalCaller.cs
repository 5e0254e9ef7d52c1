using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Local;

/// <summary>
/// Proof that a request comes from a program that the server's own user runs on this machine, and that asks for itself: Linux knows whose the socket
/// at the other end of the connection is. A reverse proxy on this machine, whatever headers it sends, runs as another user or serves others.
/// </summary>
internal static class LocalCaller
{
    private const int Attempts = 3;
    private static readonly object _key = new();

    /// <summary>What is wanting in the proof; null if it is given. Found out once a connection.</summary>
    public static string? Doubt(HttpContext context)
    {
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is not null && items.TryGetValue(_key, out object? known))
            return (string?)known;
        string? doubt = FindDoubt(context);
        items?[_key] = doubt;
        return doubt;
    }

    private static string? FindDoubt(HttpContext context)
    {
        if (!OperatingSystem.IsLinux())
            return "on this system nothing tells who is calling";
        try
        {
            if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { AddressFamily: AddressFamily.Unix } socket)
                return OfUnixSocket(socket);
            var connection = context.Connection;
            return connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local }
                ? OfTcp(TcpSocket.Plain(remote, connection.RemotePort), TcpSocket.Plain(local, connection.LocalPort))
                : "the connection has no address";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"this machine's connections cannot be listed ({e.Message})";
        }
    }

    private static string? OfTcp(IPEndPoint remote, IPEndPoint own)
    {
        if (!IPAddress.IsLoopback(remote.Address) || !IPAddress.IsLoopback(own.Address))
            return "the call does not come over loopback";
        for (int i = 0; i < Attempts; i++)      // a table in motion may lack a line
        {
            var table = SocketTable.Now();
            if (table.Peer(remote, own) is { Inode: > 0 } peer)
                return peer.User != GetEffectiveUser() ? OtherUser() : OfProcess(SocketTable.HolderOf(peer.Inode), table);
        }
        return "the other end of the connection is not on this machine";
    }

    private static string? OfUnixSocket(Socket socket)
    {
        const int SocketLevel = 1, PeerCredentials = 17;
        Span<byte> credentials = stackalloc byte[12];       // process, user, group
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        int process = MemoryMarshal.Read<int>(credentials);
        return MemoryMarshal.Read<uint>(credentials[4..]) != GetEffectiveUser() ? OtherUser() : OfProcess(process, SocketTable.Now());
    }

    private static string? OfProcess(int? process, SocketTable table)
    {
        if (process == Environment.ProcessId)
            return null;
        if (process is not { } holder)
            return "the program that calls may not be looked at, as with a tunnel";
        return table.Serves(holder) ? "the program that calls serves others, as a proxy does" : null;
    }

    private static string OtherUser() => "the program that calls runs as another user";

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
