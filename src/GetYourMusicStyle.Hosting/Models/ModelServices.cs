using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Hosting.Models;

/// <summary>Registration of what leads from audio to genres.</summary>
internal static class ModelServices
{
    /// <summary>Adds it as the sections Audio, Features and Scoring say; window and hop are those of the models.</summary>
    public static void AddModels(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddAnalysis(
            audio =>
            {
                audio.Isolation = DecoderIsolation.ChildProcess;    // what comes in comes from anywhere
                audio.TemporaryFolder = configuration["Pipeline:TemporaryFolder"] ?? audio.TemporaryFolder;
                configuration.Section("Audio")(audio);
            },
            configuration.Section("Features"));
        services.AddOptions<AudioOptions>().PostConfigure<Ensemble>((audio, ensemble) =>
            audio.CutInto(ensemble.Manifest.WindowSeconds, ensemble.Manifest.HopSeconds));
        services.AddScoring(scoring =>
        {
            scoring.ModelDirectory = InstalledModels.DefaultFolder;
            configuration.Section("Scoring")(scoring);
        });
    }
}
