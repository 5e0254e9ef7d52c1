using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>Cuts the mel spectrogram of a window, or of its context, into what a model sees at a time, its axes in the model's order.</summary>
internal static class MelPatches
{
    /// <summary>Patches of a mel spectrogram that has <paramref name="length"/> values: the whole ones, but at least one.</summary>
    public static int Count(InputEntry input, int length)
    {
        int frames = length / input.Mel!.Bands;
        return frames == 0 ? 0 : 1 + (Math.Max(0, frames - input.Patch!.Frames) / input.Patch.Hop);
    }

    /// <summary>Fills one row of the model's input; one shorter than a patch is repeated.</summary>
    public static void Fill(InputEntry input, ReadOnlySpan<float> mel, int patch, Span<float> row)
    {
        int bands = input.Mel!.Bands, frames = mel.Length / bands, length = input.Patch!.Frames;
        bool bandsFirst = input.Axes!.First(axis => axis != MelInput.Channel) == MelInput.Mel;
        float mean = (float)input.Mean, scale = (float)(1 / input.Std);
        for (int i = 0; i < length; i++)
        {
            var frame = mel.Slice(((patch * input.Patch.Hop) + i) % frames * bands, bands);
            for (int band = 0; band < bands; band++)
                row[bandsFirst ? (band * length) + i : (i * bands) + band] = (frame[band] - mean) * scale;
        }
    }
}
