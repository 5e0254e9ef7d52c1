"""What happens to music between the players and the file, with the same chances whatever the genre: equaliser, room,
compression, saturation; a tape's or disc's drift, noise, hum and crackle; narrow bands; lossy coding; level.

Filters after the Audio EQ Cookbook (R. Bristow-Johnson), on mono at 22 050 Hz.
"""
import math
import subprocess

import numpy as np
from scipy import ndimage, signal

from corpus.music.score import RATE


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
    sections = [_biquad("low", rng.uniform(80, 220), rng.gauss(2, 4), 0.7), _biquad("high", rng.uniform(2000, 6000), rng.gauss(0, 3.5), 0.7),
                _biquad("peak", math.exp(rng.uniform(math.log(250), math.log(5000))), rng.gauss(0, 3), rng.uniform(0.5, 2))]
    cut = signal.butter(2, rng.uniform(15, 50), "highpass", fs=RATE, output="sos")
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


def drift(x, rng, numbers):
    """Plays at a slightly wrong and, half the time, unsteady speed: up to 2.5 percent off, wow of 0.3..2 Hz, flutter of 5..12 Hz."""
    count = len(x) // 256 + 2
    speed = np.full(count, 1 + max(-0.025, min(0.025, rng.gauss(0, 0.008))))
    if rng.random() < 0.5:
        time = np.arange(count) * 256 / RATE
        for low, high, depth in ((0.3, 2, 0.003), (5, 12, 0.0008)):
            phase = 2 * math.pi * (rng.uniform(low, high) * time + rng.random()) + np.cumsum(numbers.normal(0, 0.1, count))
            speed += rng.uniform(0, depth) * np.sin(phase)
    place = np.concatenate(([0], np.cumsum(speed[:-1]) * 256))
    return ndimage.map_coordinates(x, [np.interp(np.arange(len(x)), np.arange(count) * 256, place)], order=3, mode="nearest", output=np.float32)


def narrow(x, rng):
    """The band of a coder, a worn tape, or (one in six) of a telephone or a small radio."""
    if rng.random() < 1 / 6:
        band = signal.butter(3, (rng.uniform(120, 450), rng.uniform(2800, 5500)), "bandpass", fs=RATE, output="sos")
    else:
        band = signal.butter(6, rng.uniform(5000, 10500), "lowpass", fs=RATE, output="sos")
    return signal.sosfilt(band, x)


def hum(x, rng):
    """The mains at 50 or 60 Hz and its overtones."""
    phase = 2 * np.pi * rng.choice((50, 60)) / RATE * np.arange(len(x))
    tone = sum(rng.random() / n * np.sin(n * phase + 6.28 * rng.random()) for n in (1, 2, 3, 5))
    return x + tone / np.std(tone) * 0.1 * 10 ** (rng.uniform(-55, -30) / 20)


def crackle(x, rng, numbers):
    """A record's clicks, 1..30 a second, of very different heights."""
    clicks = np.zeros(len(x))
    at = numbers.integers(0, len(x), int(len(x) / RATE * math.exp(rng.uniform(0, 3.4))))
    clicks[at] = numbers.standard_normal(len(at)) * np.exp(numbers.normal(0, 1, len(at)))
    clicks = signal.sosfilt(signal.butter(1, (rng.uniform(300, 1500), rng.uniform(4000, 9000)), "bandpass", fs=RATE, output="sos"), clicks)
    most = np.max(np.abs(x))
    return x + np.clip(clicks * 0.1 * 10 ** (rng.uniform(-15, 8) / 20), -most, most)


CODERS = {"mp3": ("libmp3lame", ("32k", "48k", "64k", "96k")), "ogg": ("libvorbis", ("40k", "56k", "80k")),
          "opus": ("libopus", ("20k", "32k", "48k", "64k"))}


def lossy(x, rng):
    """Through a coder and back, at a random bit rate."""
    kind = rng.choice(("mp3", "mp3", "ogg", "opus"))
    coder, rates = CODERS[kind]
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "1"]
    def run(arguments, data):
        return subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", *arguments], input=data, stdout=subprocess.PIPE, check=True, timeout=120).stdout
    peak = np.max(np.abs(x)) + 1e-9
    coded = run([*raw, "-i", "-", "-c:a", coder, "-b:a", rng.choice(rates), "-f", kind, "-"], (x / peak * 0.9).astype("<f4").tobytes())
    back = np.frombuffer(run(["-f", "mp3" if kind == "mp3" else "ogg", "-i", "-", *raw, "-"], coded), dtype="<f4")
    return np.pad(back, (0, max(0, len(x) - len(back))))[:len(x)]


def settled(x):
    """At an RMS of -20 dBFS, so that what is added next is in proportion."""
    return x * np.float32(0.1 / (math.sqrt(np.mean(np.square(x, dtype=np.float64))) + 1e-9))


def limit(x, rng):
    """Mastered for loudness: peaks are kept 8..15 dB over the RMS by a gain that looks 5 ms ahead and lets go slowly."""
    block = 110
    x = x * np.float32(10 ** (-rng.uniform(8, 15) / 20) / (math.sqrt(np.mean(np.square(x, dtype=np.float64))) + 1e-9))
    count = len(x) // block
    peaks = np.abs(x[:count * block].reshape(count, block)).max(axis=1)
    gain = np.minimum(1, 1 / (ndimage.maximum_filter1d(peaks, 5) + 1e-9))
    keep = math.exp(-0.005 / rng.uniform(0.02, 0.2))
    smooth = signal.lfilter([1 - keep], [1, -keep], gain, zi=[gain[0] * keep])[0]
    gain = ndimage.uniform_filter1d(np.minimum(gain, smooth), 3)
    return np.clip(x * np.interp(np.arange(len(x)), (np.arange(count) + 0.5) * block, gain), -1, 1)


def produce(x, rng):
    """The whole chain; `rng` is a random.Random; returns samples within -1..1."""
    numbers = np.random.Generator(np.random.PCG64(rng.getrandbits(64)))
    x = equalise(settled(x), rng)
    if rng.random() < 0.65:
        x = room(x, rng, numbers)
    if rng.random() < 0.75:
        x = compress(x, rng)
    if rng.random() < 0.4:
        drive, bias = rng.uniform(1, 6), rng.uniform(0, 0.3)
        x = (np.tanh(x * drive + bias) - math.tanh(bias)) / drive
    if rng.random() < 0.6:
        x = limit(x, rng)
    x = settled(drift(x, rng, numbers))
    if rng.random() < 0.12:
        x = crackle(x, rng, numbers)
    if rng.random() < 0.12:
        x = hum(x, rng)
    hiss = signal.lfilter([1], [1, -rng.uniform(0.0, 0.95)], numbers.standard_normal(len(x), dtype=np.float32))
    x = x + hiss * np.float32(0.1 * 10 ** (rng.uniform(-75, -28) / 20) / np.std(hiss))
    if rng.random() < 0.35:
        x = narrow(x, rng)
    if rng.random() < 0.4:
        x = lossy(x, rng)
    return x / np.max(np.abs(x)) * 10 ** (-abs(rng.gauss(0, 5)) / 20)
