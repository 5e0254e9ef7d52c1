using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Scoring.Tracks;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>What the command line would say of a file: decoded, analysed and scored window by window in one go.</summary>
public static class ClassifyPath
{
    public static TrackVerdict Of(IServiceProvider services, string path) =>
        services.GetRequiredService<TrackAnalyzer>().Analyze(path, null, CancellationToken.None).Verdict;
}
