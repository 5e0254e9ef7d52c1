using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>The backlog at a moment.</summary>
/// <param name="At">The moment (UTC), by the database's clock.</param>
/// <param name="Queues">Every queue.</param>
public sealed record BacklogSnapshot(DateTime At, IReadOnlyList<QueueSnapshot> Queues);

/// <summary>One queue of the backlog at a moment.</summary>
/// <param name="Outstanding">Jobs sent or begun, their lease not run out.</param>
/// <param name="Due">Whether there are jobs to be sent; never while the stage is paused.</param>
public sealed record QueueSnapshot(Stage Stage, QueuePriority Priority, int Outstanding, bool Due);
