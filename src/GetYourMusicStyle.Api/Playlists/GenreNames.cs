using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary>The genres of the model in use, as callers write them.</summary>
internal static class GenreNames
{
    /// <summary>The genre as the model writes it, whatever the case.</summary>
    /// <exception cref="ProblemException">There is no such genre; the answer names those there are.</exception>
    public static string Resolve(Ensemble ensemble, string name) =>
        ensemble.Manifest.Genres.FirstOrDefault(genre => string.Equals(genre, name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ProblemException(Problem.Of(
            400, "unknown-genre", "There is no such genre", $"The model in use knows these: {string.Join(", ", ensemble.Manifest.Genres)}."));
}
