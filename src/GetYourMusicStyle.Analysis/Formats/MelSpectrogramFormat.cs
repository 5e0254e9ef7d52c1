using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// The mel spectrograms of a track as bytes: its windows one after another, silent ones too, each a row of bands a frame, float32
/// little-endian, so that the model sees the same values wherever it runs. All windows of a track have as many frames.
/// </summary>
public static class MelSpectrogramFormat
{
    /// <summary>Media type of the object.</summary>
    public const string MediaType = "application/octet-stream";

    /// <summary>Bytes of one window of an object; null if they do not come out even.</summary>
    public static int? WindowBytes(MelParameters parameters, long length, int windows)
    {
        long rowBytes = (long)windows * parameters.Bands * sizeof(float);
        return length > 0 && length % rowBytes == 0 && length / windows <= int.MaxValue ? (int)(length / windows) : null;
    }
}
