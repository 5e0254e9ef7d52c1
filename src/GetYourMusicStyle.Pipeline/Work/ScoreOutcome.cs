using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>What became of one track in scoring: either <see cref="Track"/> or <see cref="Failure"/> is set.</summary>
/// <param name="Job">The job.</param>
/// <param name="Track">The verdict, ready to be written; <see cref="WindowScore.ModelVersionId"/> is left 0.</param>
/// <param name="Failure">
/// What is wrong, with this track only: ObjectMissingException or <see cref="ObjectDamagedException"/> (back to the feature
/// stage), another StorageException (may pass), ModelException (stays), anything else (may pass).
/// </param>
public sealed record ScoreOutcome(ClaimedJob Job, ScoredTrack? Track, Exception? Failure);
