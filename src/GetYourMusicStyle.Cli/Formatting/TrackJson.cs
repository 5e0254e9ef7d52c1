using System.Text.Json;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>A track as one line of JSON: the contract of <c>classify --json</c>. Times to the millisecond, probabilities to 1e-6.</summary>
internal sealed class TrackJson(IReadOnlyList<string> genres, string modelVersion)
{
    public string Line(ClassificationResult report) => JsonLine.Of(json =>
    {
        json.WriteString("path", report.File.Path);
        json.WriteString("sha256", report.Sha256);
        if (report.Verdict is { } verdict)
        {
            json.WriteNumber("duration_s", Math.Round(report.DurationSeconds, 3));
            Write(json, verdict);
        }
        json.WriteString("model_version", modelVersion);
        json.WriteString("error", report.Error);
    });

    private void Write(Utf8JsonWriter json, TrackVerdict verdict)
    {
        json.WriteString("genre", verdict.Genre);
        json.WriteNumber("confidence", Probability(verdict.Confidence));
        json.WriteBoolean("uncertain", verdict.Uncertain);
        json.WritePropertyName("probabilities");
        if (verdict.Probabilities is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            for (int g = 0; g < genres.Count; g++)
                json.WriteNumber(genres[g], Probability(verdict.Probabilities[g]));
            json.WriteEndObject();
        }
        json.WriteNumber("music", Probability(verdict.Music));
        json.WriteStartArray("sounds");
        foreach (var sound in verdict.Sounds)
            Write(json, sound);
        json.WriteEndArray();
        json.WriteStartArray("windows");
        foreach (var window in verdict.Windows)
            Write(json, window);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, HeardSound sound)
    {
        json.WriteStartObject();
        json.WriteString("name", sound.Name);
        json.WriteString("kind", sound.Kind);
        json.WriteNumber("strength", Probability(sound.Strength));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ScoredWindow window)
    {
        json.WriteStartObject();
        json.WriteNumber("start_s", Math.Round(window.Span.StartSeconds, 3));
        json.WriteNumber("end_s", Math.Round(window.Span.EndSeconds, 3));
        json.WriteBoolean("silent", window.Span.Silent);
        json.WritePropertyName("probabilities");
        if (window.Probabilities is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            foreach (double p in window.Probabilities)
                json.WriteNumberValue(Probability(p));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static double Probability(double p) => Math.Round(p, 6);
}
