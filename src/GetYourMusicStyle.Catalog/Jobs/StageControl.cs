namespace GetYourMusicStyle.Catalog;

/// <summary>A stage's queue as it is shown.</summary>
/// <param name="Waiting">Active jobs of the stage that no worker has begun.</param>
/// <param name="InFlight">Jobs that workers are at.</param>
/// <param name="DoneLastMinute">Jobs finished in the last minute, for the rate.</param>
public sealed record StageView(Stage Stage, DateTime? PausedAt, int Waiting, int InFlight, int DoneLastMinute);

/// <summary>Shows, pauses and resumes stages.</summary>
public sealed class StageControl
{
    /// <summary>All stages.</summary>
    public Task<IReadOnlyList<StageView>> ListAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Holds a stage: what has begun is finished, nothing more is begun.</summary>
    public Task PauseAsync(Stage stage, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Lets a stage run.</summary>
    public Task ResumeAsync(Stage stage, CancellationToken cancellation) => throw new NotImplementedException();
}
