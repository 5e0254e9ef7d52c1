using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Model;

/// <summary>One attempt at one stage of a job: results are taken only while the job is still at it.</summary>
public readonly record struct JobAttempt(Guid JobId, Stage Stage, int Attempt);
