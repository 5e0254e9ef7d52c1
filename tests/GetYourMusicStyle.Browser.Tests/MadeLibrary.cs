using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>Tracks with verdicts that nobody recorded, for views of a large library; always the same ones.</summary>
internal static class MadeLibrary
{
    private const int Chunk = 2000;
    private static readonly string[] _first = ["Amber", "Blue", "Distant", "Electric", "Golden", "Hidden", "Last", "Midnight", "Quiet", "Velvet"];
    private static readonly string[] _second = ["Avenue", "Bridge", "Echo", "Garden", "Harbour", "Lantern", "Machine", "Ocean", "Parade", "Station"];

    /// <summary>Title of the track with a number, from 0.</summary>
    public static string Title(int number) => string.Create(CultureInfo.InvariantCulture, $"{_first[number % 10]} {_second[number / 10 % 10]} {number:00000}");

    /// <summary>Writes so many tracks; one in a hundred waits for its verdict.</summary>
    public static async Task FillAsync(IServiceProvider services, int tracks)
    {
        var ensemble = services.GetRequiredService<Ensemble>();
        var database = services.GetRequiredService<CatalogDatabase>();
        ModelVersion model = await services.GetRequiredService<ModelVersionCache>().GetAsync(ensemble.ModelVersion, "made", ensemble.Manifest.Genres, default);
        Random random = new(7);
        for (int from = 0; from < tracks; from += Chunk)
        {
            int[] numbers = [.. Enumerable.Range(from, Math.Min(Chunk, tracks - from))];
            await database.WriteAsync(
                async (context, stop) =>
                {
                    DateTime now = await context.NowAsync(stop);
                    Track[] made = [.. numbers.Select(number => Make(number, now))];
                    context.Tracks.AddRange(made);
                    await context.SaveChangesAsync(stop);
                    long change = (await context.Sql($"SELECT {context.ChangeNumber}").QueryAsync(row => row.GetInt64(0), stop))[0];
                    context.TrackSummaries.AddRange(made.Where((_, i) => (from + i) % 100 != 99).Select(track => Judge(track, model, random, change)));
                    return await context.SaveChangesAsync(stop);
                },
                default);
        }
    }

    private static Track Make(int number, DateTime now) => new()
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"made {number}"))),
        SizeBytes = 4_000_000,
        FileName = $"{number:00000}.mp3",
        MediaType = "audio/mpeg",
        Title = Title(number),
        Artist = $"The {_second[number % 7]} {number % 211}",
        Album = _first[number % 9],
        DurationSeconds = 60 + (number * 37 % 400),
        WindowCount = 30,
        CreatedAt = now,
    };

    private static TrackSummary Judge(Track track, ModelVersion model, Random random, long change)
    {
        // The first genres are the most frequent.
        int genre = Math.Min((int)(-Math.Log(1 - random.NextDouble()) * 3), model.Genres.Length - 1);
        double[] weights = [.. model.Genres.Select((_, i) => Math.Pow(random.NextDouble(), 6) * 0.3 + (i == genre ? 0.4 + random.NextDouble() : 0))];
        float[] probabilities = [.. weights.Select(weight => (float)(weight / weights.Sum()))];
        TrackSummary summary = new()
        {
            TrackId = track.Id,
            ModelVersionId = model.Id,
            Genre = model.Genres[genre],
            Confidence = probabilities[genre],
            Uncertain = probabilities[genre] < 0.5,
            Probabilities = probabilities,
            ScoredAt = track.CreatedAt,
            Change = change,
        };
        foreach ((string sound, int every) in new[] { ("piano", 3), ("choir", 50) })
        {
            if (track.Id % every == 0)
                summary.Sounds.Add(new TrackSound { Name = sound, Kind = "instrument", Strength = 0.8f });
        }

        return summary;
    }
}
