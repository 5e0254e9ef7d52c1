using System.Text;
using GetYourMusicStyle.Api;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>The body of an upload: a line of content type, a line of query, the rest is the body.</summary>
internal sealed class MultipartTarget : FuzzTarget
{
    public override string Name => "multipart";

    public override int Share => 120;

    public override IReadOnlyList<byte[]> Words => WordsOf(
        "--b\r\n", "--b--", "\r\n\r\n", "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n", "filename*=UTF-8''%e2%99%ab", "name=path", "name=\"batch\"",
        "multipart/form-data; boundary=b\n", "boundary=\"b\"", "charset=utf-7", "%00", "../", "\0", "\\", "\"", ";", "%ed%a0%80");

    public override string Run(byte[] input)
    {
        var lines = new Queue<byte[]>([.. Split(input)]);
        var request = new DefaultHttpContext().Request;
        request.ContentType = Encoding.Latin1.GetString(lines.Dequeue());
        request.QueryString = new("?" + Encoding.Latin1.GetString(lines.Dequeue()));
        request.Body = new MemoryStream(lines.Dequeue());
        using var spool = new SpoolFile(new ApiOptions { SpoolFolder = Scratch.Path, MaxUploadBytes = 100_000, MinFreeBytes = 0 }, null);

        var form = UploadForm.ReadAsync(request, spool, default).GetAwaiter().GetResult();

        Holds(spool.Length <= 100_000, "more was taken than may be");
        string? fault = PathFault(form.Path) ?? PathFault(form.Name);
        Holds(fault is null, fault!);
        return $"{form.Name is null} {form.Path is null} {form.Batch is null} {spool.Length > 0}";
    }

    public override bool Documents(Exception error) => error is ProblemException { Problem.StatusCode: >= 400 and < 500 };

    // What is stored of a path or a name.
    private static string? PathFault(string? raw)
    {
        if (raw is null)
            return null;
        string path = LibraryPath.Of(raw);
        return path switch
        {
            { Length: 0 or > 1000 } => $"a path has {path.Length} characters",
            _ when path.StartsWith('/') || path.Split('/').Any(step => step is "" or "." or "..") => "a path has steps that lead elsewhere",
            _ when path.EnumerateRunes().Any(Rune.IsControl) => "a path has control characters",
            _ when Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(path)) != path => "a path is no valid Unicode",
            _ => null,
        };
    }

    private static IEnumerable<byte[]> Split(byte[] input)
    {
        for (int line = 0; line < 2; line++)
        {
            int end = Array.IndexOf(input, (byte)'\n');
            yield return end < 0 ? [] : input[..end];
            input = input[(end + 1)..];
        }
        yield return input;
    }
}
