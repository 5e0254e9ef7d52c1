using System.Globalization;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>Reads a mix such as <c>60 Jazz Piano, 40 Electronic Chill</c>.</summary>
internal static class GenreMix
{
    private const int MostGenres = 100;

    /// <summary>Genres and their shares, which may come to any sum; a genre without a number has the share 1.</summary>
    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static IReadOnlyDictionary<string, double> Parse(string text)
    {
        var mix = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split([',', ';', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (share, genre) = Share(part);
            if (genre.Length == 0 || !mix.TryAdd(genre, share) || mix.Count > MostGenres)
                throw new UsageException($"--mix: '{part}' is not understood; write it like '60 Jazz Piano, 40 Electronic Chill', each genre once");
        }
        return mix.Values.Sum() > 0 ? mix : throw new UsageException("--mix: name a genre, as in '60 Jazz Piano, 40 Electronic Chill'");
    }

    /// <summary>The same mix with the names that the models have for the genres.</summary>
    /// <exception cref="UsageException">The models have no such genre.</exception>
    public static IReadOnlyDictionary<string, double> Named(IReadOnlyDictionary<string, double> mix, IReadOnlyList<string> genres) => mix.ToDictionary(
        part => genres.FirstOrDefault(genre => genre.Equals(part.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"there is no genre '{part.Key}'; the models know {string.Join(", ", genres)}"),
        part => part.Value);

    private static (double Share, string Genre) Share(string part)
    {
        string number = part.Split(' ', '%')[0];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share)
            ? (share, part[number.Length..].TrimStart(' ', '%'))
            : (1, part);
    }
}
