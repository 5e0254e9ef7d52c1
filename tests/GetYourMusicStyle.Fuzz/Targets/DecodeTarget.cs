using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>A whole file to samples, with its tags.</summary>
/// <param name="name">What is decoded so.</param>
/// <param name="share">Of a thousand inputs.</param>
internal sealed class DecodeTarget(string name, int share, AudioOptions options) : FuzzTarget
{
    private const int MostSamples = 64 * 1024 * 1024;
    private readonly TrackDecoder _decoder = new(Options.Create(options));
    private readonly float[] _block = new float[65_536];

    public override string Name => name;

    public override int Share => share;

    public override long MostBytes => 512 * 1024 * 1024;        // blocks of all channels there may be

    public override TimeSpan Limit => TimeSpan.FromSeconds(90);

    public override string Run(byte[] input)
    {
        using var stream = _decoder.OpenMono(Scratch.Write("file", input));
        Holds(TagText.Fault(stream.ReadTags()) is null, TagText.Fault(stream.ReadTags())!);
        long samples = 0;
        for (int count; (count = stream.Read(_block)) > 0; samples += count)
        {
            Holds(!_block.AsSpan(0, count).ContainsAnyExceptInRange(float.MinValue, float.MaxValue), "a sample is no number");
            Holds(samples < MostSamples, $"{input.Length} bytes are {samples} samples and more");
        }
        return $"{long.Log2(samples + 1)}";
    }

    public override bool Documents(Exception error) => error is AudioException;

    public override void Dispose()
    {
        _decoder.Dispose();
        base.Dispose();
    }
}
