using System.Buffers.Binary;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>Log spectrograms, mel spectrograms and embeddings as they come back from a store; the first byte says which, and the rest is the object.</summary>
internal sealed class StoredTarget : FuzzTarget
{
    private static readonly MelParameters Mel = new()
    {
        SampleRate = 16_000,
        FftLength = 512,
        WindowLength = 400,
        HopLength = 160,
        Window = "hann",
        Center = false,
        Bands = 64,
        LowestHertz = 0,
        HighestHertz = 8_000,
        Scale = "mel",
        Norm = "none",
        Power = 2,
        Log = new() { Kind = "db" },
    };

    public override string Name => "stored";

    public override int Share => 80;

    public override IEnumerable<byte[]> Seeds =>
        [[0, .. new byte[SpectrogramCodec.WindowBytes]], [1, .. new byte[12]], [2, .. new byte[64]], [0, .. Enumerable.Range(0, SpectrogramCodec.WindowBytes).Select(i => (byte)i)]];

    public override string Run(byte[] input)
    {
        if (input.Length == 0)
            return "nothing";
        byte[] rest = input[1..];
        return (input[0] % 3) switch
        {
            0 => Spectrogram(rest),
            1 => MelLength(rest),
            _ => Embedding(rest),
        };
    }

    public override bool Documents(Exception error) => error is ArgumentOutOfRangeException { ParamName: "bytes" };

    private static string Spectrogram(byte[] bytes)
    {
        float[] decibels = new float[SpectrogramCodec.WindowValues];
        SpectrogramCodec.Decode(bytes, decibels);
        Holds(!decibels.AsSpan().ContainsAnyExceptInRange(-80f, 0f), "a level is out of range");
        byte[] again = new byte[SpectrogramCodec.WindowBytes];
        SpectrogramCodec.Encode(decibels, again);
        Holds(again.AsSpan().SequenceEqual(bytes), "it is not written as it was read");
        Holds(SpectrogramReader.RenderPng(bytes).Span.StartsWith("\u0089PNG"u8[1..]), "there is no picture");
        return "spectrogram";
    }

    private static string MelLength(byte[] bytes)
    {
        if (bytes.Length < 12)
            return "mel: short";
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes) & long.MaxValue;
        int windows = 1 + (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) % WindowTableFormat.MostWindows);
        int? window = MelSpectrogramFormat.WindowBytes(Mel, length, windows);
        Holds(window is null || (long)window * windows == length, "windows do not add up to the object");
        return $"mel: {window is null}";
    }

    private string Embedding(byte[] bytes)
    {
        // As many windows as the first byte says, of which every other is silent.
        var table = new WindowTable { DurationSeconds = 6 };
        for (int window = 0; window <= (bytes.Length == 0 ? 0 : bytes[0] % 16); window++)
            table.Add(new WindowSpan(6 * window, (6 * window) + 6, window % 2 == 1), new float[FeatureNames.Count]);
        try
        {
            float[] values = EmbeddingFormat.Read(Scratch.Write("embedding", bytes), width: 2, table);
            Holds(values.Length == 2 * table.Windows.Count, "numbers are missing");
            return $"embedding: {values.Any(float.IsNaN)}";
        }
        catch (IOException)
        {
            return "embedding: cut short";
        }
    }
}
