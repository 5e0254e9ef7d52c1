using CsCheck;
using GetYourMusicStyle.Features.Hpss;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The shared sorts give exactly the median that sorting each window on its own gives.</summary>
public sealed unsafe class SlidingMedianTests
{
    private static readonly Gen<float[]> Rows = Gen.OneOf(
        Gen.Float[-1, 1].Array[31, 400],
        Gen.Int[0, 3].Select(i => (float)i).Array[31, 120]);

    [Fact]
    public void Scalar_medians_are_exact() => Rows.Sample(Check<Lanes1>, iter: 400);

    [Fact]
    public void Medians_of_8_lanes_are_exact() => Rows.Sample(Check<Lanes8>, iter: 200);

    [Fact]
    public void Medians_of_16_lanes_are_exact() => Rows.Sample(Check<Lanes16>, iter: 200);

    private static void Check<T>(float[] values)
        where T : unmanaged, ILanes<T>
    {
        int count = values.Length - SlidingMedian<T>.Width + 1;
        LaneBuffer input = new(), output = new();
        float* rows = input.Reserve((values.Length + SlidingMedian<T>.Slack) * T.Count), result = output.Reserve(count * T.Count);
        for (int i = 0; i < values.Length; i++)
            for (int lane = 0; lane < T.Count; lane++)
                rows[(i * T.Count) + lane] = values[(i + (7 * lane)) % values.Length];

        new SlidingMedian<T>().Run((T*)rows, count, (T*)result, 1);

        var window = new float[SlidingMedian<T>.Width];
        for (int o = 0; o < count; o++)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                for (int i = 0; i < window.Length; i++)
                    window[i] = rows[((o + i) * T.Count) + lane];
                Array.Sort(window);
                Assert.Equal(window[SlidingMedian<T>.Reach], result[(o * T.Count) + lane]);
            }
        }

        GC.KeepAlive(input);
        GC.KeepAlive(output);
    }
}
