using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GetYourMusicStyle.Cli.Python;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>
/// The child process that knows the tags of all formats: <c>python/tagger.py</c>, on mutagen. It is given names of files, never their contents,
/// and works on a copy of a file until that is placed. For one file at a time.
/// </summary>
internal sealed class TaggerProcess : IDisposable
{
    private const long BytesPerSecond = 4 << 20;        // of the slowest disk we wait for
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Process _process;
    private readonly ITimer _watchdog;
    private volatile bool _stalled;

    /// <param name="tidy">Whether to remove what killed runs left in the folders of the files read.</param>
    /// <param name="time">The clock by which it may not take too long.</param>
    /// <exception cref="UsageException">Python or mutagen is missing.</exception>
    public TaggerProcess(bool tidy, TimeProvider time)
    {
        _process = PythonScript.Start(Path.Combine(AppContext.BaseDirectory, "Tagging", "python", "tagger.py"), tidy ? ["--tidy"] : []);
        _watchdog = time.CreateTimer(_ => { _stalled = true; Kill(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            Receive(0);
        }
        catch (TagException e)
        {
            Dispose();
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The genres of a file.</summary>
    public FileTags Read(string path)
    {
        var response = Send(new { Do = "read", Path = path });
        return new FileTags(response.Path!, response.Genres!, response.Stamp!, response.Links);
    }

    /// <summary>Makes a copy of a file with other genres, beside it; returns its path. <see cref="CommitCopy"/> or <see cref="DiscardCopy"/> must follow.</summary>
    public string WriteCopy(FileTags file, IReadOnlyList<string> genres) =>
        Send(new { Do = "write", file.Path, Genres = genres, file.Stamp }, file.Stamp[2]).Copy!;

    /// <summary>Puts the copy in the file's place, in one step.</summary>
    public void CommitCopy() => Send(new { Do = "place" });

    /// <summary>Removes the copy, if there is one.</summary>
    public void DiscardCopy() => Send(new { Do = "drop" });

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended by itself.
        }
        if (!_process.WaitForExit(ExitTimeout))
            Kill();
        _watchdog.Dispose();
        _process.Dispose();
    }

    private Reply Send(object request, long bytes = 0)
    {
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, Json));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has died; there is no answer.
        }
        return Receive(bytes);
    }

    private Reply Receive(long bytes)
    {
        _watchdog.Change(ResponseTimeout + TimeSpan.FromSeconds((double)bytes / BytesPerSecond), Timeout.InfiniteTimeSpan);
        string? line = _process.StandardOutput.ReadLine();
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (line is null)
            throw new IOException(_stalled ? "its tags took too long and were given up" : "what reads its tags broke down");
        var reply = JsonSerializer.Deserialize<Reply>(line, Json)!;
        return reply.Error is null ? reply : throw new TagException(reply.Error);
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Already gone.
        }
    }

    private sealed record Reply(string? Error, string? Path, string[]? Genres, long[]? Stamp, int Links, string? Copy);
}
