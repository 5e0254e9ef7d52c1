using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Scoring;

/// <summary>Which models score, and how they are run.</summary>
public sealed class ScoringOptions
{
    /// <summary>The folder that holds <c>ensemble.json</c> and the model files. Required.</summary>
    [Required]
    public string ModelDirectory { get; set; } = "";

    /// <summary>The ensemble of the manifest to use; default: the one the manifest marks as default.</summary>
    public string? Ensemble { get; set; }

    /// <summary>
    /// Threads one model run may use; 1 to 64, default 1: tracks are scored beside each other, so one run need not spread.
    /// </summary>
    [Range(1, 64)]
    public int ThreadsPerRun { get; set; } = 1;

    /// <summary>Windows scored in one model run, and so the most spectrograms a scorer holds; 1 to 1024, default 16.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; set; } = 16;
}
