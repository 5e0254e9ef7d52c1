using System.Globalization;
using GetYourMusicStyle.Analysis.Formats;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>Where the objects of a track are in the store; all follow from its hash (64 lower-case hexadecimal digits).</summary>
public static class ObjectKeys
{
    /// <summary>Beginning of the keys of all audio files.</summary>
    public const string AudioPrefix = "audio/";

    /// <summary>Beginning of the keys of all features, spectrograms and embeddings.</summary>
    public const string FeaturesPrefix = "features/";

    /// <summary>Beginning of the keys of all spectrogram images.</summary>
    public const string SpectrogramImagesPrefix = "pictures/";

    /// <summary>Beginnings of the keys of all objects of tracks.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = [AudioPrefix, FeaturesPrefix, SpectrogramImagesPrefix];

    /// <summary>The audio file as it was uploaded.</summary>
    public static string Audio(string sha256) => $"{AudioPrefix}{Shard(sha256)}";

    /// <summary>The windows and their features: a <see cref="WindowTable"/>. It is put last: where it is, the rest is too.</summary>
    public static string Windows(string sha256, string extractorVersion) => $"{FeaturesPrefix}{Shard(sha256)}/{extractorVersion}/windows";

    /// <summary>The log spectrograms of all windows, as <see cref="SpectrogramCodec"/> writes them.</summary>
    public static string Spectrograms(string sha256, string extractorVersion) => $"{FeaturesPrefix}{Shard(sha256)}/{extractorVersion}/spectrograms";

    /// <summary>The mel spectrograms of all windows, as <see cref="MelSpectrogramFormat"/> has them; <paramref name="key"/> is that of their parameters.</summary>
    public static string Mels(string sha256, string extractorVersion, string key) => $"{FeaturesPrefix}{Shard(sha256)}/{extractorVersion}/mel-{key}";

    /// <summary>The embeddings of all windows, as <see cref="EmbeddingFormat"/> has them; <paramref name="key"/> is that of the backbone.</summary>
    public static string Embeddings(string sha256, string extractorVersion, string key) => $"{FeaturesPrefix}{Shard(sha256)}/{extractorVersion}/embedding-{key}";

    /// <summary>Beginning of the keys of the spectrogram images of a track.</summary>
    public static string SpectrogramImages(string sha256, string extractorVersion) => $"{SpectrogramImagesPrefix}{Shard(sha256)}/{extractorVersion}/";

    /// <summary>The spectrogram image of one window, numbered from 0. That of the last window is put last: where it is, all are.</summary>
    public static string SpectrogramImage(string sha256, string extractorVersion, int window) =>
        $"{SpectrogramImages(sha256, extractorVersion)}{window.ToString("000000", CultureInfo.InvariantCulture)}.png";

    /// <summary>The hash in the key of any object of a track; null if it is no such key.</summary>
    public static string? HashOf(string key) =>
        key.Split('/') is [_, _, { Length: 64 } sha256, ..] && sha256.All(char.IsAsciiHexDigitLower) ? sha256 : null;

    /// <summary>The version of the extractor in the key of features or images; null if it is no such key.</summary>
    public static string? VersionOf(string key) => key.Split('/') is [_, _, { Length: 64 }, var version, _] ? version : null;

    private static string Shard(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A hash has 64 lower-case hexadecimal digits.", nameof(sha256));
        return $"{sha256[..2]}/{sha256}";
    }
}
