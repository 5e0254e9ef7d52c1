using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Playlists;
using GetYourMusicStyle.Cli.Subsonic;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Files;
using GetYourMusicStyle.Recommender.Playlists;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms playlist</c>: music of one kind, as a file that players open or a playlist at a music server.</summary>
internal sealed class PlaylistCommand
{
    private readonly CommandWithExamples _command = new(
        "playlist",
        "Makes a playlist from the tracks that a server has classified: like a track, of a genre, or of a mix. Without --server (or $GYMS_SERVER) it reads "
        + "the catalog of gyms serve on this machine, which may run or not.",
        "gyms playlist --like song.mp3 --out evening.m3u8",
        "gyms playlist --genre 'Jazz Piano' --size 50 --prefix /music --out jazz.xspf",
        "gyms playlist --mix '60 Jazz Piano, 40 Electronic Chill' --seed 7 --server http://nas:8080",
        "gyms playlist --like 'autumn leaves' --name Autumn --push --subsonic-url http://nas:4533 --subsonic-user anna");

    private readonly Option<string[]> _like = new("--like")
    {
        HelpName = "FILE|TRACK",
        Description = "What it should be like: an audio file, the number of a track, or words that only one track has in title, artist, album or file name. Several, too.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _genre = new("--genre") { HelpName = "NAME", Description = "One genre." };
    private readonly Option<string?> _mix = new("--mix") { HelpName = "TEXT", Description = "Genres and their shares, such as '60 Jazz Piano, 40 Electronic Chill'." };
    private readonly Option<string> _data = DataOption.Create();
    private readonly Option<int> _size = WholeNumberOption.Create("--size", "N", "Number of tracks.", 1, PlaylistRequest.MostTracks, () => 25);
    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", "N", "Another seed gives another good list, the same one the same.", 0, int.MaxValue);
    private readonly Option<bool> _uncertain = new("--include-uncertain") { Description = "Also tracks whose genre the models are not sure of." };
    private readonly Option<string?> _name = new("--name") { HelpName = "TEXT", Description = "The name of the playlist. Default: what it is like." };
    private readonly Option<string?> _format = new("--format") { HelpName = "m3u8|xspf|jspf", Description = "The kind of file. Default: by the ending of --out, else m3u8." };
    private readonly Option<string?> _prefix = new("--prefix") { HelpName = "PATH", Description = "A folder or address to put before the paths, such as /music. Default: relative, as they were submitted." };
    private readonly Option<string?> _out = new("--out") { HelpName = "FILE|-", Description = "Where to write it. Default: standard output; with --push nowhere." };
    private readonly ServerArguments _server;
    private readonly SubsonicArguments _subsonic;

    private PlaylistCommand()
    {
        foreach (var option in new Option[] { _like, _genre, _mix, _size, _seed, _uncertain, _name, _format, _prefix, _out, _data })
            _command.Options.Add(option);
        _server = new ServerArguments(_command);
        _subsonic = new SubsonicArguments(_command);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new PlaylistCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var request = Request(parsed);
        string? path = parsed.GetValue(_out);
        var format = Format(parsed.GetValue(_format), path);
        using var subsonic = _subsonic.Push(parsed) ? _subsonic.Connect(parsed) : null;
        using var file = path is null && subsonic is not null && parsed.GetValue(_format) is null ? null : new ResultFile(path ?? "-");

        var playlist = await MakeAsync(parsed, request, cancellation);
        int exitCode = file is null ? ExitCode.Done : Write(file, format, playlist, parsed.GetValue(_prefix));
        Tell(playlist, request.Size);
        return subsonic is null ? exitCode : Math.Max(exitCode, await PushAsync(subsonic, playlist, _subsonic.Replace(parsed), cancellation));
    }

    private PlaylistOptions Request(ParseResult parsed)
    {
        string[] likes = parsed.GetValue(_like) ?? [];
        string? genre = parsed.GetValue(_genre), mix = parsed.GetValue(_mix);
        if ((likes.Length > 0 ? 1 : 0) + (genre is null ? 0 : 1) + (mix is null ? 0 : 1) != 1)
            throw new UsageException("say what the playlist should be like: one of --like, --genre and --mix");
        if (likes.Length > SimilarityQuery.MostTracks)
            throw new UsageException($"--like takes at most {SimilarityQuery.MostTracks} tracks");
        var shares = genre is not null ? new Dictionary<string, double> { [genre] = 1 } : mix is not null ? GenreMix.Parse(mix) : null;
        return new PlaylistOptions(likes, shares, parsed.GetValue(_size), parsed.GetValue(_seed), parsed.GetValue(_uncertain), parsed.GetValue(_name));
    }

    private static PlaylistFormat Format(string? named, string? path)
    {
        if (named is null)
            return (path is null ? null : PlaylistFormats.OfName(path)) ?? PlaylistFormat.M3u8;
        return PlaylistFormats.OfName("." + named) ?? throw new UsageException($"--format {named}: it is one of m3u8, xspf and jspf");
    }

    private async Task<PlaylistListing> MakeAsync(ParseResult parsed, PlaylistOptions request, CancellationToken cancellation)
    {
        bool folder = parsed.GetResult(_data) is { Implicit: false };
        if (_server.Named(parsed) && !folder)
        {
            using var server = _server.Connect(parsed);
            return await new RemoteCatalog(server).MakeAsync(request, cancellation);
        }
        await using var library = await LocalCatalog.OpenAsync(parsed.GetRequiredValue(_data), cancellation);
        return await library.MakeAsync(request, cancellation);
    }

    private static int Write(ResultFile file, PlaylistFormat format, PlaylistListing playlist, string? prefix)
    {
        using var buffer = new MemoryStream();
        var left = PlaylistFile.Write(buffer, format, playlist.Name, playlist.Entries, prefix);
        file.WriteLines(System.Text.Encoding.UTF8.GetString(buffer.ToArray()).TrimEnd('\n').Split('\n'));
        file.Commit();
        foreach (var entry in left)
            StandardError.WriteLine($"{entry.Path}: left out, as this kind of file cannot hold a line break in a path");
        return left.Count == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static void Tell(PlaylistListing playlist, int size)
    {
        var length = TimeSpan.FromSeconds(playlist.Entries.Sum(track => track.DurationSeconds ?? 0));
        string fewer = playlist.Entries.Count < size ? $" instead of {size}: no more fit" : "";
        StandardError.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{playlist.Name}: {playlist.Entries.Count} tracks{fewer}, {(int)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}"));
    }

    private static async Task<int> PushAsync(SubsonicClient server, PlaylistListing playlist, bool replace, CancellationToken cancellation)
    {
        var report = await new PlaylistPush(server).PushAsync(playlist.Name, playlist.Entries, replace, cancellation);
        foreach (var track in report.Missing)
            StandardError.WriteLine($"{track.Path}: the Subsonic server does not have it");
        StandardError.WriteLine(report switch
        {
            { Found: 0 } => "nothing was pushed: the Subsonic server has none of these tracks; has it scanned the same music?",
            { Replaced: true } => $"filled the playlist '{playlist.Name}' anew, {report.Found} songs",
            _ => $"made the playlist '{playlist.Name}', {report.Found} songs",
        });
        return report.Missing.Count == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
