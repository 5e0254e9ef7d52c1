using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Pipeline;

/// <summary>How workers work. Configuration section <c>Pipeline</c>; validated at start.</summary>
public sealed class PipelineOptions
{
    /// <summary>
    /// Folder for what is written while a track is analysed, 20 KB a window (a 10 hour track: 120 MB); created if missing. What a killed
    /// worker left there is removed by the next one. Default: <c>getyourmusicstyle</c> in the system's temporary folder.
    /// </summary>
    [Required]
    public string TemporaryFolder { get; set; } = Path.Combine(Path.GetTempPath(), "getyourmusicstyle");

    /// <summary>Tracks whose log spectrograms are fetched ahead of scoring; 1 to 64, default 4.</summary>
    [Range(1, 64)]
    public int FetchAhead { get; set; } = 4;

    /// <summary>PNG files of one track that are put at the same time; 1 to 64, default 8.</summary>
    [Range(1, 64)]
    public int ParallelPuts { get; set; } = 8;
}
