using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>What the ensemble says of a whole track. Vectors have one value a genre, in manifest order.</summary>
public sealed record TrackVerdict
{
    /// <summary>The likeliest genre, or null when every window is silent.</summary>
    public required string? Genre { get; init; }

    /// <summary>
    /// The calibrated probability that <see cref="Genre"/> is right, times that it is <see cref="Music"/> at all, 0 to 1; 0 when every window is silent.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the confidence is below the ensemble's threshold.</summary>
    public required bool Uncertain { get; init; }

    /// <summary>The mean of the probabilities of the windows that count; null when every window is silent.</summary>
    public required IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary><see cref="Probabilities"/> after calibration. Null like it.</summary>
    public required IReadOnlyList<double>? Calibrated { get; init; }

    /// <summary>The probability that it is music at all, 0 to 1, by which the confidence was multiplied; 1 where the models do not tell.</summary>
    public double Music { get; init; } = 1;

    /// <summary>What else is heard in it, strongest first; empty where the models do not tell or every window is silent.</summary>
    public IReadOnlyList<HeardSound> Sounds { get; init; } = [];

    /// <summary>
    /// How it sounds: the mean of its windows' places in the space that the manifest's <c>hearing</c> spans, in which what sounds alike is near;
    /// null where the models have none or every window is silent.
    /// </summary>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>The timeline: every window in order, also those that do not count in the verdict.</summary>
    public required IReadOnlyList<ScoredWindow> Windows { get; init; }
}

/// <summary>One window of the timeline; <paramref name="Probabilities"/> is null when it is silent.</summary>
public sealed record ScoredWindow(WindowSpan Span, IReadOnlyList<double>? Probabilities);
