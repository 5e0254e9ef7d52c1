namespace GetYourMusicStyle.Catalog;

/// <summary>One attempt at one stage of a job: results are taken only while the job is still at it.</summary>
public readonly record struct JobAttempt(Guid JobId, Stage Stage, int Attempt);

/// <summary>A job as the dispatcher sends it and a worker needs it.</summary>
/// <param name="Attempt">The attempt that the receiving worker is to begin.</param>
/// <param name="TrackId">The track.</param>
/// <param name="Sha256">Hash of the audio, from which all object keys follow.</param>
/// <param name="SizeBytes">Size of the audio file.</param>
/// <param name="Kind">What the job is for.</param>
/// <param name="Lane">The queue it goes through.</param>
/// <param name="Suspect">Whether a worker vanished over it before: it must run alone in its process.</param>
/// <param name="Redo">Whether work is done again although its results are there.</param>
/// <param name="ModelVersion">The model version to score with.</param>
/// <param name="TraceParent">W3C trace context of the request that made it.</param>
/// <param name="QueuedAt">Since when (UTC) this stage of the job could have been sent.</param>
public sealed record JobTicket(
    JobAttempt Attempt, long TrackId, string Sha256, long SizeBytes, JobKind Kind, Lane Lane, bool Suspect, bool Redo,
    string? ModelVersion, string? TraceParent, DateTime QueuedAt);

/// <summary>What decoding found out about a track; null tags leave what is there.</summary>
public sealed record TrackFacts(
    double DurationSeconds, int WindowCount, string FeaturesVersion, string? Title, string? Artist, string? Album, string? TagGenre);

/// <summary>The verdict on one track, to be written with its windows and with what it sounds like, if that is known.</summary>
public sealed record ScoredTrack(
    JobAttempt Attempt, long TrackId, string? Genre, double Confidence, bool Uncertain, float[]? Probabilities, IReadOnlyList<WindowScore> Windows,
    SoundSummary? Sound = null);

/// <summary>One queue of the backlog at a moment.</summary>
/// <param name="Out">Jobs that are out: sent or begun, their lease not run out.</param>
/// <param name="Due">Whether there are jobs to be sent; never while the stage is paused.</param>
public sealed record QueueLook(Stage Stage, Lane Lane, int Out, bool Due);
