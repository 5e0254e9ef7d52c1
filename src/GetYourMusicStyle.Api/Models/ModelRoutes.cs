using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Plotting;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Models;

/// <summary>A genre with the colour it has in every plot.</summary>
/// <param name="Color"><c>#rrggbb</c>.</param>
public sealed record GenreJson(string Name, string Color);

/// <summary>A sound that the models tell apart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Kind">instrument, voice, mood or sound.</param>
/// <param name="Threshold">How surely it must be heard over a track to be shown, 0 to 1.</param>
/// <param name="Precision">The share of tracks for which it was right when it was shown, where that was measured; 0 to 1.</param>
public sealed record KnownSoundJson(string Name, string Kind, double Threshold, double? Precision);

/// <summary>The ensemble in use.</summary>
/// <param name="Name">What its makers call the models.</param>
/// <param name="Ensemble">Which ensemble of them scores.</param>
/// <param name="WindowS">Length of a window in seconds.</param>
/// <param name="HopS">From the start of a window to that of the next, in seconds.</param>
/// <param name="Genres">In the order of every probability vector.</param>
/// <param name="Sounds">What else they hear; empty where they tell nothing but genres.</param>
public sealed record EnsembleJson(
    string ModelVersion, string Name, string Ensemble, double WindowS, double HopS, IReadOnlyList<GenreJson> Genres, IReadOnlyList<KnownSoundJson> Sounds);

/// <summary><c>/model</c>.</summary>
internal static class ModelRoutes
{
    public static void MapModel(this IEndpointRouteBuilder routes) => routes.MapGet("/model", Find).RequireScope(ApiScopes.Read).WithTags("Model");

    /// <summary>Tells which models score, and which genres and sounds they know.</summary>
    internal static Ok<EnsembleJson> Find(Ensemble ensemble)
    {
        var manifest = ensemble.Manifest;
        return TypedResults.Ok(new EnsembleJson(
            ensemble.ModelVersion, manifest.Name, ensemble.Entry.Name, manifest.WindowSeconds, manifest.HopSeconds,
            [.. manifest.Genres.Select((genre, place) => new GenreJson(genre, Text(GenreColors.Of(place))))],
            [.. (manifest.Hearing?.Sounds ?? []).Where(sound => sound.Kind != "hidden")
                .Select(sound => new KnownSoundJson(sound.Name, sound.Kind, sound.Threshold, sound.Precision))]));
    }

    private static string Text((byte R, byte G, byte B) color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";
}
