using System.Runtime.Intrinsics;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// Mel spectrograms with the parameters of another publisher's model, equal to <c>librosa.feature.melspectrogram</c> and what is done to it
/// on the way to the model. Not thread-safe: it reuses its buffers, so that a window costs no allocation. Use one a thread.
/// </summary>
public sealed class MelSpectrogram
{
    private readonly MelParameters _parameters;
    private readonly MelFrames _frames;

    /// <summary>For parameters without <see cref="MelParameters.Fault"/>, with the widest vectors that this machine has.</summary>
    public MelSpectrogram(MelParameters parameters)
        : this(parameters, Widest(parameters))
    {
    }

    /// <summary>With vectors of a width of one's own.</summary>
    internal MelSpectrogram(MelParameters parameters, MelFrames frames) => (_parameters, _frames) = (parameters, frames);

    /// <summary>Frames that a signal of <paramref name="samples"/> samples gives; 0 when it is too short for one.</summary>
    public static int FramesOf(MelParameters parameters, int samples)
    {
        if (samples <= parameters.FftLength / 2)
            return 0;       // too short to be mirrored, too
        int room = parameters.Center ? samples : samples - parameters.FftLength;
        return room < 0 ? 0 : 1 + (room / parameters.HopLength);
    }

    /// <summary>Fills <paramref name="mel"/>, a row of bands a frame, lowest band first; returns the number of frames.</summary>
    /// <param name="samples">Mono samples at the rate of the parameters, full scale 1.</param>
    public int Compute(ReadOnlySpan<float> samples, Span<float> mel)
    {
        int frames = FramesOf(_parameters, samples.Length);
        if (frames == 0)
            return 0;
        Span<float> values = mel[..(frames * _parameters.Bands)];
        _frames.Fill(samples, frames, values);
        _parameters.Log.Apply(values, _parameters.Power);
        return frames;
    }

    private static MelFrames Widest(MelParameters parameters) =>
        parameters.Fault() is { } fault ? throw new ArgumentException(fault, nameof(parameters))
        : Vector512.IsHardwareAccelerated ? new MelFrames<Lanes16, Wide16>(parameters)
        : Vector256.IsHardwareAccelerated ? new MelFrames<Lanes8, Wide8>(parameters)
        : new MelFrames<Lanes1, Wide1>(parameters);
}
