using GetYourMusicStyle.Api.Jobs;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>A sound that is heard in a track.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Kind">instrument, voice, mood or sound.</param>
/// <param name="Strength">How surely it is heard, 0 to 1.</param>
public sealed record SoundJson(string Name, string Kind, double Strength);

/// <summary>A track. Its texts come from the file's own tags and name: untrusted data.</summary>
/// <param name="DurationS">Decoded length in seconds, once known.</param>
/// <param name="Windows">Number of windows, once known.</param>
/// <param name="TagGenre">The genre that its tags name.</param>
/// <param name="Genre">The verdict; null while there is none, and when the track is silent throughout.</param>
/// <param name="Confidence">Calibrated probability that it is right, 0 to 1.</param>
/// <param name="Uncertain">Whether the confidence is low.</param>
/// <param name="Probabilities">Probability of every genre over the whole track.</param>
/// <param name="ModelVersion">The model version whose verdict it is.</param>
/// <param name="Music">Probability that it is music at all, 0 to 1; 1 where the models do not tell, null while there is no verdict.</param>
/// <param name="Sounds">What else is heard in it, strongest first; empty where the models do not tell.</param>
public record TrackJson(
    long Id, string Sha256, long SizeBytes, string FileName, string MediaType, string? Title, string? Artist, string? Album, string? TagGenre,
    double? DurationS, int? Windows, DateTime CreatedAt, string? Genre, double? Confidence, bool? Uncertain,
    IReadOnlyDictionary<string, double>? Probabilities, string? ModelVersion, DateTime? ScoredAt, double? Music, IReadOnlyList<SoundJson> Sounds)
{
    internal static TrackJson Of(TrackView view)
    {
        var (track, summary, model) = view;
        return new(
            track.Id, track.Sha256, track.SizeBytes, track.FileName, track.MediaType, track.Title, track.Artist, track.Album, track.TagGenre,
            Rounded.Seconds(track.DurationSeconds), track.WindowCount, track.CreatedAt, summary?.Genre, Rounded.Probability(summary?.Confidence), summary?.Uncertain,
            Rounded.ByName(model?.Genres, summary?.Probabilities), model?.Hash, summary?.ScoredAt,
            Rounded.Probability(summary?.Music), [.. summary?.Sounds.Select(s => new SoundJson(s.Name, s.Kind, Math.Round(s.Strength, 6))) ?? []]);
    }
}

/// <summary>A path that a track was submitted under.</summary>
public sealed record PathJson(string Path, Guid? Batch, DateTime CreatedAt);

/// <summary>A model version that has scored a track.</summary>
public sealed record ModelJson(string ModelVersion, string Name);

/// <summary>A track with where it came from and who has scored it.</summary>
public sealed record TrackDetailJson : TrackJson
{
    internal TrackDetailJson(TrackView view, IReadOnlyList<Submission> paths, IReadOnlyList<ModelVersion> models, JobView? job)
        : base(Of(view))
    {
        Paths = [.. paths.Select(submission => new PathJson(submission.Path, submission.BatchId, submission.CreatedAt))];
        Models = [.. models.Select(model => new ModelJson(model.Hash, model.Name))];
        Job = job is null ? null : JobJson.Of(job);
    }

    /// <summary>The paths it was submitted under, at most 100.</summary>
    public IReadOnlyList<PathJson> Paths { get; init; }

    /// <summary>The model versions that have scored it, latest first.</summary>
    public IReadOnlyList<ModelJson> Models { get; init; }

    /// <summary>The latest job that analyses it.</summary>
    public JobJson? Job { get; init; }
}

/// <summary>One window of a timeline; its probabilities are in the order of the timeline's genres, null when it is silent.</summary>
public sealed record WindowJson(double StartS, double EndS, bool Silent, IReadOnlyList<double>? Probabilities);

/// <summary>The genres of a track over time, as one model version sees them.</summary>
public sealed record TimelineJson(
    long TrackId, string Sha256, double? DurationS, string? Genre, double Confidence, bool Uncertain, IReadOnlyDictionary<string, double>? Probabilities,
    IReadOnlyList<string> Genres, IReadOnlyList<WindowJson> Windows, string ModelVersion)
{
    internal static TimelineJson Of(Timeline timeline)
    {
        var (track, model, summary, windows) = timeline;
        return new(
            track.Id, track.Sha256, Rounded.Seconds(track.DurationSeconds), summary.Genre, Math.Round(summary.Confidence, 6), summary.Uncertain,
            Rounded.ByName(model.Genres, summary.Probabilities), model.Genres, [.. windows.Select(Of)], model.Hash);
    }

    private static WindowJson Of(WindowScore window) => new(
        Math.Round(window.StartSeconds, 3), Math.Round(window.EndSeconds, 3), window.Probabilities is null,
        window.Probabilities?.Select(p => Math.Round((double)p, 6)).ToArray());
}
