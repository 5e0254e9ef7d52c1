using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>A track with the verdict of one model version, if it has one.</summary>
public sealed record TrackView(Track Track, TrackSummary? Summary, ModelVersion? Model);

/// <summary>A track's windows as one model version scored them.</summary>
public sealed record Timeline(Track Track, ModelVersion Model, TrackSummary Summary, IReadOnlyList<WindowScore> Windows);
