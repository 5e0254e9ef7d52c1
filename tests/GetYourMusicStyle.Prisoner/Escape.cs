using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Prisoner;

/// <summary>Tries to get out, to get at something, or to do harm, as an order says.</summary>
internal static unsafe partial class Escape
{
    /// <summary>What came of it: <c>done ...</c> or <c>refused ...</c>; null for an order that is none of these.</summary>
    public static string? Try(string[] order)
    {
        try
        {
            return order switch
            {
                ["read", var path] => $"done {File.ReadAllBytes(path).Length}",
                ["list", var path] => $"done {string.Join(' ', Directory.GetFileSystemEntries(path))}",
                ["write", var path] => Write(path),
                ["connect", var port] => Connect(new IPEndPoint(IPAddress.Loopback, Number(port)), AddressFamily.InterNetwork),
                ["connect-local", var path] => Connect(new UnixDomainSocketEndPoint(path), AddressFamily.Unix),
                ["send"] => Send(),
                ["run", var program, .. var arguments] => Run(program, arguments),
                ["signal", var process] => Result(Kill(Number(process), 0)),
                ["call", var number, .. var arguments] => Call(Number(number), arguments),
                ["fork"] => Fork(),
                ["allocate", var megabytes] => Allocate(Number(megabytes)),
                ["allocate-native", var megabytes] => AllocateNative(Number(megabytes)),
                ["open-many"] => OpenMany(),
                ["environment"] => $"done {string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>())}",
                ["user"] => $"done {EffectiveUser()}",
                ["process"] => $"done {Environment.ProcessId}",
                ["crash"] => Crash(),
                ["exit"] => Exit(),
                ["hang"] => Hang(),
                ["spin"] => Spin(),
                _ => null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException or System.ComponentModel.Win32Exception)
        {
            return $"refused {e.GetType().Name}";
        }
    }

    private static string Write(string path)
    {
        File.WriteAllText(path, "prisoner");
        return "done";
    }

    private static string Connect(EndPoint where, AddressFamily family)
    {
        using var socket = new Socket(family, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(where);
        return "done";
    }

    private static string Send()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo("prisoner"u8, new IPEndPoint(IPAddress.Loopback, 9));
        return "done";
    }

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return $"done {process.ExitCode} {output}";
    }

    private static string Call(int number, string[] arguments)
    {
        nint[] values = [.. arguments.Select(argument => (nint)Number(argument)), 0, 0, 0, 0];
        return Result((int)SystemCall(number, values[0], values[1], values[2], values[3]));
    }

    private static string Fork()
    {
        int result = ForkProcess();
        if (result == 0)
            ExitAtOnce(0);
        return Result(result);
    }

    private static string Allocate(int megabytes)
    {
        byte[] all = new byte[(long)megabytes * 1024 * 1024];
        Array.Fill(all, (byte)1);
        return "done";
    }

    private static string AllocateNative(int megabytes)
    {
        for (int i = 0; i < megabytes; i++)
        {
            byte* block = (byte*)Malloc(1024 * 1024);
            if (block is null)
                return $"refused after {i}";
            new Span<byte>(block, 1024 * 1024).Fill(1);
        }
        return "done";
    }

    private static string OpenMany()
    {
        for (int i = 0; i < 10_000; i++)
        {
            if (Open("/dev/null", 0) < 0)
                return $"refused after {i}";
        }
        return "done";
    }

    private static string Crash()
    {
        Abort();
        return "done";
    }

    private static string Exit()
    {
        Environment.Exit(7);
        return "done";
    }

    private static string Hang()
    {
        Thread.Sleep(Timeout.Infinite);
        return "done";
    }

    private static string Spin()
    {
        while (true)
        {
        }
    }

    private static string Result(int result) => result >= 0 ? "done" : $"refused {Marshal.GetLastPInvokeErrorMessage()}";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "fork", SetLastError = true)]
    private static partial int ForkProcess();

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int code);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "malloc")]
    private static partial nint Malloc(nuint bytes);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();
}
