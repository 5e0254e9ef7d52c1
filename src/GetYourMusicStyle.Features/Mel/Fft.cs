namespace GetYourMusicStyle.Features.Mel;

/// <summary>Complex FFT in place, radix 2 in double precision, of any power of two: for parameters known only at run time.</summary>
internal sealed class Fft
{
    private readonly int _length;
    private readonly double[] _cos, _sin;
    private readonly int[] _reversed;

    public Fft(int length)
    {
        _length = length;
        _cos = [.. Enumerable.Range(0, length / 2).Select(k => Math.Cos(2 * Math.PI * k / length))];
        _sin = [.. Enumerable.Range(0, length / 2).Select(k => -Math.Sin(2 * Math.PI * k / length))];
        _reversed = new int[length];
        for (int i = 1; i < length; i++)
            _reversed[i] = (_reversed[i / 2] / 2) + (i % 2 * length / 2);
    }

    public void Forward(Span<double> re, Span<double> im)
    {
        for (int i = 0; i < _length; i++)
        {
            int j = _reversed[i];
            if (i < j)
                (re[i], im[i], re[j], im[j]) = (re[j], im[j], re[i], im[i]);
        }
        for (int half = 1; half < _length; half *= 2)
        {
            int stride = _length / (2 * half);
            for (int start = 0; start < _length; start += 2 * half)
            {
                Span<double> lowRe = re.Slice(start, half), lowIm = im.Slice(start, half);
                Span<double> highRe = re.Slice(start + half, half), highIm = im.Slice(start + half, half);
                for (int k = 0; k < half; k++)
                {
                    double cos = _cos[k * stride], sin = _sin[k * stride];
                    double turnedRe = (highRe[k] * cos) - (highIm[k] * sin), turnedIm = (highRe[k] * sin) + (highIm[k] * cos);
                    (highRe[k], highIm[k]) = (lowRe[k] - turnedRe, lowIm[k] - turnedIm);
                    (lowRe[k], lowIm[k]) = (lowRe[k] + turnedRe, lowIm[k] + turnedIm);
                }
            }
        }
    }
}
