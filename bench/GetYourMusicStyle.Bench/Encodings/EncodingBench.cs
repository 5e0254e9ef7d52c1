using System.Diagnostics;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Bench.Material;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Recommender;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.Encodings;

/// <summary>
/// What encodings do to the sound of recordings: learned from every other one, and told of the rest, together with how often different music
/// is taken for the same. Writes <c>models/encodings.json</c>.
/// </summary>
internal static class EncodingBench
{
    private static readonly double[] Limits = [1.5, 2, 2.5, 3, 3.5];

    /// <param name="folder">Recordings, each another one.</param>
    public static int Run(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string work = Directory.CreateTempSubdirectory("gyms-bench-").FullName;
        try
        {
            using var services = new ServiceCollection().AddAudio().AddFeatures().BuildServiceProvider();
            var reader = ActivatorUtilities.CreateInstance<EncodedSound>(services);
            var songs = files.Select((file, number) => Encoded(reader, file, number, work)).OfType<Song>().ToList();
            var learned = songs.Where((_, i) => i % 2 == 0).ToList();
            var told = songs.Where((_, i) => i % 2 == 1).ToList();
            Report(Scale(learned), learned.Count, told, songs);
            string path = Path.Combine(Clip.Home, "models", "encodings.json");
            File.WriteAllText(path, Scale(songs).ToJson());
            AnsiConsole.MarkupLineInterpolated($"wrote {path}, learned from all {songs.Count} recordings");
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static Song? Encoded(EncodedSound reader, string file, int number, string work)
    {
        if (reader.Read(file, number) is not { } original)
            return null;
        var encodings = new Dictionary<Encoding, IndexedTrack>();
        foreach (var encoding in Encoding.All)
        {
            string path = Path.Combine(work, $"{number}.{encoding.Extension}");
            using var process = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-y", "-i", file, "-map", "0:a", "-map_metadata", "-1", .. encoding.Options, path]);
            process.WaitForExit();
            if (process.ExitCode == 0 && reader.Read(path, number) is { } track)
                encodings[encoding] = track;
            File.Delete(path);
        }
        return new Song(original, encodings);
    }

    private static CodecVariation Scale(IReadOnlyList<Song> songs) => CodecVariation.Of(
        [.. songs.SelectMany(song => song.Encodings.Where(entry => entry.Key.Usual).Select(entry => (song.Original.Summary!, entry.Value.Summary!)))], songs.Count);

    private static void Report(CodecVariation scale, int learned, List<Song> told, List<Song> songs)
    {
        AnsiConsole.Profile.Width = 160;
        AnsiConsole.MarkupLineInterpolated($"{songs.Count} recordings; learned from {learned}, told of the other {told.Count}. Difference from the original, and the share found by limit");
        var table = new Table().AddColumns(["encoding", "median", "largest", "length, s", .. Limits.Select(limit => $"{limit}")]);
        foreach (var encoding in Encoding.All)
        {
            var pairs = told.Where(song => song.Encodings.ContainsKey(encoding)).Select(song => (song.Original, Encoded: song.Encodings[encoding])).ToList();
            double longer = pairs.Max(pair => Math.Abs(pair.Original.DurationSeconds - pair.Encoded.DurationSeconds));
            Row(encoding.Name, [.. pairs.Select(pair => scale.Between(pair.Original.Summary!, pair.Encoded.Summary!))], longer);
        }
        List<IndexedTrack> All(Song song) => [song.Original, .. song.Encodings.Where(entry => entry.Key.Usual).Select(entry => entry.Value)];
        Row("any two of the usual ones", [.. told.Select(All).SelectMany(tracks => Pairs(tracks, tracks).Where(pair => !ReferenceEquals(pair.One, pair.Other))).Select(Between)], 0);
        Row("different recordings, whatever their length", [.. Pairs(told, told).Where(pair => !ReferenceEquals(pair.One, pair.Other))
            .SelectMany(pair => Pairs(All(pair.One), All(pair.Other))).Select(Between)], 0);
        AnsiConsole.Write(table);

        double Between((IndexedTrack One, IndexedTrack Other) pair) => scale.Between(pair.One.Summary!, pair.Other.Summary!);

        void Row(string name, double[] differences, double longer)
        {
            Array.Sort(differences);
            table.AddRow([$"{name} ({differences.Length:N0})", $"{differences[differences.Length / 2]:0.00}", $"{differences[0]:0.00} to {differences[^1]:0.00}", $"{longer:0.00}",
                .. Limits.Select(limit => $"{differences.Count(difference => difference <= limit) / (double)differences.Length:0.0000}")]);
        }
    }

    private static IEnumerable<(T One, T Other)> Pairs<T>(IEnumerable<T> some, IEnumerable<T> others) => some.SelectMany(one => others.Select(other => (one, other)));

    /// <summary>A recording as it was, and as it was encoded.</summary>
    private sealed record Song(IndexedTrack Original, IReadOnlyDictionary<Encoding, IndexedTrack> Encodings);
}
