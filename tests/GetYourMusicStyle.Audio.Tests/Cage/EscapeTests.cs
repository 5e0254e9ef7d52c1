using System.Net;
using System.Net.Sockets;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Audio.Decoding;

namespace GetYourMusicStyle.Audio.Tests.Cage;

/// <summary>What a decoder that is taken over cannot do: each is tried from inside the cage, where the outside can do it.</summary>
public sealed class EscapeTests : IDisposable
{
    private static readonly IReadOnlyList<CageRestriction> Report = CageReport.Of(new AudioOptions());
    private readonly TrackDecoder _prisoner = Prison.Decoder();

    public void Dispose() => _prisoner.Dispose();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/hostname")]
    [InlineData("/proc/self/mem")]
    [InlineData("/proc/PARENT/environ")]
    [InlineData("/proc/PARENT/cmdline")]
    [InlineData("/proc/1/cmdline")]
    [InlineData("SECRET")]
    [InlineData("/proc/PARENT/root/etc/passwd")]
    public void It_reads_no_file(string path)
    {
        if (!Holds("files"))
            return;
        path = path.Replace("SECRET", Media.Write("catalog.db", "everybody may read this"u8), StringComparison.Ordinal);
        path = path.Replace("PARENT", $"{Environment.ProcessId}", StringComparison.Ordinal);
        Refused("read", path);
    }

    [Fact]
    public void It_lists_no_folder()
    {
        if (!Holds("files"))
            return;
        foreach (string folder in (string[])["/", "/tmp", "/home", "/proc", Path.GetDirectoryName(Media.Song)!, $"/proc/{Environment.ProcessId}/fd"])
            Refused("list", folder);
    }

    [Fact]
    public void It_writes_no_file_not_even_where_everybody_may()
    {
        string folder = Path.GetDirectoryName(Media.NewPath("any"))!;
        File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        string path = Path.Combine(folder, "written");
        File.WriteAllText(path, "before");
        File.SetUnixFileMode(path, (UnixFileMode)0x1B6);
        Refused("write", path);
        Refused("write", path + ".new");
        Assert.Equal("before", File.ReadAllText(path));
        Assert.False(File.Exists(path + ".new"));
    }

    [Fact]
    public void It_has_no_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Refused("connect", $"{((IPEndPoint)listener.LocalEndpoint).Port}");
        string path = Media.NewPath("socket");
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        local.Bind(new UnixDomainSocketEndPoint(path));
        local.Listen();
        File.SetUnixFileMode(path, (UnixFileMode)0x1FF);
        Refused("connect-local", path);
        Refused("send");
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("/bin/sh", "-c", "echo out")]
    [InlineData("/usr/bin/id")]
    [InlineData("/bin/cat", "/etc/passwd")]
    public void It_runs_no_program_but_ffmpeg(params string[] command)
    {
        if (!Holds("files"))
            return;
        Refused(["run", .. command]);
        Assert.StartsWith("done 0 ffmpeg version", _prisoner.Order("run", ProgramPath.Find("ffmpeg")!, "-version"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_ffmpeg_does_for_it_is_in_the_cage_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string ffmpeg = ProgramPath.Find("ffmpeg")!;
        foreach (string input in (string[])["/etc/passwd", Media.Song, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/a.mp3"])
            Assert.StartsWith("done 1", _prisoner.Order("run", ffmpeg, "-v", "error", "-i", input, "-f", "null", "-"), StringComparison.Ordinal);
        string written = Media.NewPath("written.wav");
        Assert.DoesNotContain("done 0", _prisoner.Order("run", ffmpeg, "-v", "error", "-f", "lavfi", "-i", "sine", "-t", "1", written), StringComparison.Ordinal);
        Assert.False(File.Exists(written));
        Assert.False(listener.Pending());
    }

    [Fact]
    public void It_signals_nobody()
    {
        Refused("signal", $"{Environment.ProcessId}");
        Refused("signal", "-1");
        using var other = Decoding.Decoder(Prison.Options);
        string neighbour = other.Order("process").Split(' ')[1];
        Refused("signal", neighbour);
    }

    /// <summary>By their numbers, for x64: ptrace, mount, unshare, bpf, socketpair, memfd_create, process_vm_readv, io_uring_setup, keyctl, userfaultfd, clone3.</summary>
    [Theory]
    [InlineData("101", "16")]
    [InlineData("165")]
    [InlineData("272", "268435456")]
    [InlineData("321")]
    [InlineData("53", "1", "1")]
    [InlineData("319")]
    [InlineData("310")]
    [InlineData("425", "1")]
    [InlineData("250")]
    [InlineData("323")]
    [InlineData("435")]
    [InlineData("56", "268435456")] // clone with a user namespace
    [InlineData("9", "0", "4096", "3", "33")] // shared memory, which no limit counts
    [InlineData("157", "1", "0")] // to survive its parent
    public void The_kernel_does_nothing_else_for_it(params string[] call)
    {
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
            Refused(["call", .. call]);
    }

    [Fact]
    public void It_makes_no_copies_of_itself() => Refused("fork");

    [Fact]
    public void It_opens_few_files() => Assert.StartsWith("refused after", _prisoner.Order("open-many"), StringComparison.Ordinal);

    [Fact]
    public void It_knows_nothing_of_our_environment()
    {
        Environment.SetEnvironmentVariable("GYMS_TEST_SECRET", "secret");
        string names = _prisoner.Order("environment");
        Assert.All(names.Split(' ')[1..], name => Assert.Matches("^(DOTNET_|LC_ALL$)", name));
    }

    [Fact]
    public void Under_root_it_is_nobody()
    {
        if (Environment.IsPrivilegedProcess && Holds("user"))
            Assert.True(int.Parse(_prisoner.Order("user").Split(' ')[1], null) > 65_535);
    }

    private static bool Holds(string restriction) => Report.Single(part => part.Name == restriction).Holds;

    private void Refused(params string[] order) => Assert.StartsWith("refused", _prisoner.Order(order), StringComparison.Ordinal);
}
