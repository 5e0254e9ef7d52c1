using System.Diagnostics;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.Similar;

/// <summary>The 20 nearest of a made-up library on one core, through the index and by a plain look at every row, and playlists of it.</summary>
internal static class SimilarBench
{
    private const int Nearest = 20, Searches = 200, PlainSearches = 20, Batch = 1000;

    public static int Run(int tracks)
    {
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        var library = new MadeUpLibrary(seed: 1);
        var options = new RecommenderOptions();
        var index = new TrackIndex(MadeUpLibrary.Genres, MadeUpLibrary.EmbeddingWidth, options);
        long before = Settled();
        double building = 0;
        for (int first = 0; first < tracks; first += Batch)
        {
            var batch = library.Tracks(first, Math.Min(Batch, tracks - first));
            building += Seconds(() => index.Upsert(batch));
        }
        long bytes = (Settled() - before) / tracks;
        var queries = library.Tracks(tracks, Searches);
        AnsiConsole.MarkupLineInterpolated($"one core, {tracks:N0} made-up tracks of {MadeUpLibrary.Genres.Count} genres and {MadeUpLibrary.EmbeddingWidth} numbers of sound, half of them in a wide spread; milliseconds");
        AnsiConsole.MarkupLineInterpolated($"built in {building:0.0} s, {bytes:N0} bytes a track, of which {MadeUpLibrary.TextBytes:N0} of text");

        var table = new Table().AddColumns("what", "p50", "p99");
        table.Columns.Skip(1).ToList().ForEach(c => c.RightAligned());
        var all = new NeighbourFilter { IncludeUncertain = true, IncludeDuplicates = true };
        Row($"{Nearest} nearest, any track", queries, track => index.Nearest(SimilarityQuery.Of(track), Nearest, all));
        Row($"{Nearest} nearest, as served (certain, no duplicates)", queries, track => index.Nearest(SimilarityQuery.Of(track), Nearest));
        Row($"{Nearest} nearest of a genre", queries, track => index.Nearest(SimilarityQuery.Of(track), Nearest, all with { Genre = track.Genre }));
        Row($"{Nearest} nearest to a mix of genres", queries, track => index.Nearest(Mix(track), Nearest, all));
        var plain = new PlainScan(index, tracks);
        Row($"{Nearest} nearest, plain scan in float32", queries.Take(PlainSearches), track => plain.Nearest(track, Nearest));
        var builder = new PlaylistBuilder(options);
        foreach (int size in (int[])[25, 1000])
            Row($"a playlist of {size} like a track", queries.Take(PlainSearches), track => builder.Build(index, new PlaylistRequest { Query = SimilarityQuery.Of(track), Size = size, Seed = 1 }));
        Row("a playlist of 1000 of a mix", queries.Take(PlainSearches), track => builder.Build(index, new PlaylistRequest { Query = Mix(track), Size = 1000, Seed = 1 }));
        AnsiConsole.Write(table);
        return 0;

        void Row(string name, IEnumerable<IndexedTrack> tracks, Action<IndexedTrack> work)
        {
            var each = tracks.ToList();
            each.Take(10).ToList().ForEach(work);     // compiled, and the index in reach
            double[] times = [.. each.Select(track => Seconds(() => work(track)) * 1e3).Order()];
            table.AddRow(name, $"{times[times.Length / 2]:0.00}", $"{times[(int)Math.Ceiling(times.Length * 0.99) - 1]:0.00}");
        }
    }

    private static SimilarityQuery Mix(IndexedTrack track) => SimilarityQuery.Of(new Dictionary<string, double>
    {
        [MadeUpLibrary.Genres[(int)(track.Id % MadeUpLibrary.Genres.Count)]] = 60,
        [MadeUpLibrary.Genres[(int)((track.Id + 5) % MadeUpLibrary.Genres.Count)]] = 40,
    });

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
