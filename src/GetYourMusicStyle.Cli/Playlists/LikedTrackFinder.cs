using System.Globalization;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>What <c>--like</c> means in a catalog on this machine: a file, the number of a track, or words that match one.</summary>
internal sealed class LikedTrackFinder(ServiceProvider services, TrackIndex index)
{
    /// <summary>A file that the catalog does not have is listened to on the spot.</summary>
    private const long NotInCatalog = -1;

    private readonly TrackStore _tracks = services.GetRequiredService<TrackStore>();
    private readonly Ensemble _ensemble = services.GetRequiredService<Ensemble>();

    /// <summary>The track that is meant.</summary>
    /// <exception cref="UsageException">None is, or several; the message says so.</exception>
    public async Task<IndexedTrack> FindAsync(string like, CancellationToken cancellation)
    {
        if (File.Exists(like))
            return await OfFileAsync(new InputFile(like, new FileInfo(like).Length), cancellation);
        if (long.TryParse(like, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            return Indexed(await _tracks.FindAsync(id, _ensemble.ModelVersion, cancellation) is { } track ? track.Track : throw new UsageException($"the catalog has no track {id}"));
        var found = (await _tracks.PageAsync(_ensemble.ModelVersion, new() { Search = like }, null, SearchMatches.MostShown + 1, cancellation)).Items;
        return Indexed(found[SearchMatches.Single(like, [.. found.Select(view => new SearchMatch(view.Track.Id, view.Track.Title, view.Track.Artist, view.Track.FileName))])].Track);
    }

    private async Task<IndexedTrack> OfFileAsync(InputFile file, CancellationToken cancellation)
    {
        string? sha256 = ContentHash.OfFile(file);
        var known = sha256 is null ? null : await services.GetRequiredService<SubmissionStore>().FindAsync(sha256, cancellation);
        if (known is not null && index.Find(known.Id) is { } indexed)
            return indexed;
        StandardError.WriteLine($"{file.Path} is not in the catalog: listening to it");
        var classifier = ActivatorUtilities.CreateInstance<FileClassifier>(services);
        var summary = new FeatureSummaryAccumulator();
        var report = classifier.Classify(file, cancellation, summary.Add);
        if (report.Verdict is not { } verdict)
            throw new UsageException($"{file.Path}: {report.Error}");
        if (verdict.Probabilities is not { } probabilities)
            throw new UsageException($"{file.Path} is silent: there is nothing to be like");
        return new IndexedTrack(
            NotInCatalog, verdict.Genre, verdict.Confidence, verdict.Uncertain, [.. probabilities.Select(p => (float)p)], verdict.Embedding?.ToArray(), summary.Summary, report.DurationSeconds,
            null, null, null, Path.GetFileName(file.Path));
    }

    private IndexedTrack Indexed(Track track) => index.Find(track.Id)
        ?? throw new UsageException($"track {track.Id}, {track.FileName}, is silent, or the models in use have not scored it: gyms status tells whether it waits");
}
