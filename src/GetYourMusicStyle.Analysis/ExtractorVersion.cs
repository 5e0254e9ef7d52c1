using System.Globalization;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Audio;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Analysis;

/// <summary>
/// What features and log spectrograms depend on besides the audio, as a name such as <c>librosa25-1-w6-h6</c>: feature set, revision of
/// the extractor, window and hop in seconds. Objects of two versions never mix.
/// </summary>
public sealed partial class ExtractorVersion(IOptions<AudioOptions> options)
{
    /// <summary>Is raised when the same audio gives other features or log spectrograms: what was kept of an earlier revision is then passed over.</summary>
    public const int Revision = 1;

    private const string FeatureSet = "librosa25";

    /// <summary>The version of this process.</summary>
    public string Name { get; } = Of(options.Value);

    /// <summary>The version that goes with some options.</summary>
    public static string Of(AudioOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"{FeatureSet}-{Revision}-w{options.WindowSeconds}-h{options.HopSeconds}");

    /// <summary>Whether a text is the name of some version: of this feature set, of any revision, window and hop.</summary>
    public static bool IsOne(string name) => Pattern().IsMatch(name);

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;

    [GeneratedRegex(@"^librosa25-[1-9][0-9]*-w[0-9.]+-h[0-9.]+\z")]
    private static partial Regex Pattern();
}
