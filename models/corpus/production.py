"""What happens to music between the instruments and a listener, lightly: the same chances for every genre.

Works on mono float samples at 22 050 Hz: filters after the Audio EQ Cookbook (R. Bristow-Johnson), a compressor with
attack and release, a small room of decaying noise, a noise floor, a band limit, a lossy round trip, a level.
"""
import math
import subprocess

import numpy as np
from scipy import signal

from score import RATE


def _biquad(kind, frequency, gain_db, q):
    a, w = 10 ** (gain_db / 40), 2 * math.pi * frequency / RATE
    alpha, cos = math.sin(w) / (2 * q), math.cos(w)
    if kind == "peak":
        b = (1 + alpha * a, -2 * cos, 1 - alpha * a)
        d = (1 + alpha / a, -2 * cos, 1 - alpha / a)
    else:
        s = 1 if kind == "low" else -1
        root = 2 * math.sqrt(a) * alpha
        b = (a * ((a + 1) - s * (a - 1) * cos + root), s * 2 * a * ((a - 1) - s * (a + 1) * cos), a * ((a + 1) - s * (a - 1) * cos - root))
        d = ((a + 1) + s * (a - 1) * cos + root, s * -2 * ((a - 1) + s * (a + 1) * cos), (a + 1) + s * (a - 1) * cos - root)
    return [x / d[0] for x in b] + [x / d[0] for x in d]


def equalise(x, rng):
    """Low cut, two shelves and a bell."""
    sections = [_biquad("low", rng.uniform(80, 250), rng.gauss(0, 3), 0.7), _biquad("high", rng.uniform(2000, 6000), rng.gauss(0, 3.5), 0.7),
                _biquad("peak", math.exp(rng.uniform(math.log(250), math.log(5000))), rng.gauss(0, 3), rng.uniform(0.5, 2))]
    cut = signal.butter(2, rng.uniform(20, 70), "highpass", fs=RATE, output="sos")
    return signal.sosfilt(np.vstack([np.array(sections), cut]), x)


def compress(x, rng):
    """Feed-forward compression on 5 ms blocks."""
    block = 110
    count = len(x) // block
    level = np.sqrt(np.mean(x[:count * block].reshape(count, block) ** 2, axis=1) + 1e-12)
    db = 20 * np.log10(level)
    over = np.maximum(0, db - (np.percentile(db, 90) - rng.uniform(2, 14)))
    keep = math.exp(-0.005 / rng.uniform(0.05, 0.3))
    gain = signal.lfilter([1 - keep], [1, -keep], -over * (1 - 1 / rng.uniform(1.5, 5)))
    return x * 10 ** (np.interp(np.arange(len(x)), np.arange(count) * block, gain) / 20)


def room(x, rng, numbers):
    """Convolution with exponentially decaying, darkening noise."""
    seconds = math.exp(rng.uniform(math.log(0.15), math.log(1.5)))
    time = np.arange(int(seconds * RATE)) / RATE
    tail = numbers.standard_normal(len(time)) * np.exp(-6.9 * time / seconds)
    tail = signal.lfilter([1], [1, -rng.uniform(0.0, 0.7)], tail)
    wet = signal.oaconvolve(x, tail / np.sqrt(np.sum(tail ** 2)))[:len(x)]
    return x + wet * rng.uniform(0.03, 0.4)


def lossy(x, rng):
    """An mp3 round trip at a random bit rate."""
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "1"]
    run = lambda arguments, data: subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", *arguments], input=data, stdout=subprocess.PIPE, check=True).stdout
    peak = np.max(np.abs(x)) + 1e-9
    coded = run([*raw, "-i", "-", "-c:a", "libmp3lame", "-b:a", rng.choice(("40k", "56k", "80k")), "-f", "mp3", "-"], (x / peak * 0.9).astype("<f4").tobytes())
    back = np.frombuffer(run(["-f", "mp3", "-i", "-", *raw, "-"], coded), dtype="<f4").astype(float)
    return np.pad(back, (0, max(0, len(x) - len(back))))[:len(x)]


def produce(x, rng):
    """The whole chain; `rng` is a random.Random; returns samples within -1..1."""
    numbers = np.random.Generator(np.random.PCG64(rng.getrandbits(64)))
    x = x / (np.sqrt(np.mean(x ** 2)) + 1e-9) * 0.1
    x = equalise(x, rng)
    if rng.random() < 0.7:
        x = room(x, rng, numbers)
    if rng.random() < 0.75:
        x = compress(x, rng)
    if rng.random() < 0.35:
        drive = rng.uniform(1, 5)
        x = np.tanh(x * drive) / drive
    if rng.random() < 0.6:
        x = signal.sosfilt(signal.butter(6, rng.uniform(5500, 10500), "lowpass", fs=RATE, output="sos"), x)
    x = x / (np.sqrt(np.mean(x ** 2)) + 1e-9) * 0.1
    hiss = signal.lfilter([1], [1, -rng.uniform(0.0, 0.95)], numbers.standard_normal(len(x)))
    x = x + hiss / np.std(hiss) * 0.1 * 10 ** (rng.uniform(-70, -28) / 20)
    if rng.random() < 0.35:
        x = lossy(x, rng)
    return x / np.max(np.abs(x)) * 10 ** (rng.uniform(-12, -0.3) / 20)
