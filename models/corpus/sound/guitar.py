"""Amplified and acoustic guitars: plucked strings (Karplus and Strong 1983), an amplifier, a cabinet.

`layer(score, notes, tone, seed)` is an entry for `score.layers`; notes are (start, length, pitch, velocity, manner) in
quarter notes, manner "" (open), "mute" (palm on the strings), "bend" or "shake" (lead).
"""
import random
from functools import lru_cache

import numpy as np
from scipy import signal

RATE = 22050
# Gain, asymmetry, low cut and presence peak before the amplifier in Hz, cabinet corner in Hz.
TONES = {"clean": (1.2, 0.05, 90, 2200, 5500), "crunch": (6, 0.2, 120, 1200, 4800), "high": (30, 0.1, 160, 1000, 4500), "lead": (22, 0.3, 200, 900, 4200),
         "fuzz": (70, 0.6, 80, 600, 3600), "acoustic": (0, 0, 90, 3000, 10000), "nylon": (0, 0, 80, 1500, 6000)}
TUNING = (40, 45, 50, 55, 59, 64)


@lru_cache(maxsize=512)
def string(pitch, manner, tone, seed):
    """Three seconds of one plucked string, its loop a period of a whole number of samples."""
    period = round(RATE / (440 * 2 ** ((pitch - 69) / 12)))
    numbers = np.random.Generator(np.random.PCG64([pitch, seed]))
    burst = numbers.uniform(-1, 1, period)
    soft = {"nylon": 0.75, "acoustic": 0.2, "clean": 0.4}.get(tone, 0.3)
    burst = signal.lfilter([1 - soft], [1, -soft], burst)
    burst = burst - np.roll(burst, max(1, int(period * (0.12 + 0.15 * numbers.random()))))
    count = int(3 * RATE / period) + 1
    keep = np.exp(-6.9 * period / RATE / {"mute": 0.35}.get(manner, 6.0))
    damp = {"mute": 0.35}.get(manner, {"nylon": 0.16, "acoustic": 0.06}.get(tone, 0.08))
    spectrum = np.fft.rfft(burst)
    loop = keep * ((1 - damp) + damp * np.cos(2 * np.pi * np.arange(len(spectrum)) / period)).clip(0)
    blocks = np.fft.irfft(spectrum * loop ** np.arange(count)[:, None], period)
    out = blocks.ravel()
    return (out / (np.max(np.abs(out[:RATE // 4])) + 1e-9)).astype(np.float32), RATE / period


def _pluck(out, at, length, pitch, velocity, manner, tone, seed, rng):
    """Adds one note; bends and shakes read the string at a changing speed, which also corrects its tuning."""
    samples, frequency = string(int(pitch), "mute" if manner == "mute" else "", tone, seed)
    count = min(int((length + 0.06) * RATE), len(out) - at, len(samples) - 2)
    if count < 50:
        return
    time = np.arange(count) / RATE
    cents = np.full(count, rng.gauss(0, 4.0))
    if manner == "bend":
        cents += -200 + 200 * np.clip(time / rng.uniform(0.1, 0.3), 0, 1)
    if manner in ("bend", "shake"):
        cents += rng.uniform(15, 40) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * time) * np.clip(time * 3 - 0.5, 0, 1)
    speed = 440 * 2 ** ((pitch - 69) / 12) / frequency * 2 ** (cents / 1200)
    read = np.minimum(np.cumsum(speed), len(samples) - 2)
    whole = read.astype(int)
    note = samples[whole] * (1 - (read - whole)) + samples[whole + 1] * (read - whole)
    note[-400:] *= np.linspace(1, 0, min(400, count))
    out[at:at + count] += note * (velocity / 100) ** 1.3


def amplify(x, tone, rng):
    """Two stages of saturation at twice the rate between a low cut with a presence peak and a cabinet; all in one chain."""
    gain, bias, cut, presence, corner = TONES[tone]
    corner *= rng.uniform(0.85, 1.15)
    x = signal.sosfilt(signal.butter(2, cut, "highpass", fs=RATE, output="sos"), x)
    b, a = signal.iirpeak(presence * rng.uniform(0.8, 1.2), 0.8, fs=RATE)
    x = x + rng.uniform(0.5, 1.5) * signal.lfilter(b, a, x)
    if gain:
        level = np.sqrt(np.mean(x ** 2)) + 1e-9
        fast = signal.resample_poly(x / level * 0.25, 2, 1)
        drive = gain * rng.uniform(0.6, 1.6)
        fast = np.tanh(fast * drive + bias) - np.tanh(bias)
        fast = signal.lfilter([1, -1], [1, -0.99], fast)
        fast = np.tanh(fast * (1 + drive / 6) - bias / 2) + np.tanh(bias / 2)
        x = signal.resample_poly(fast, 1, 2)
    x = signal.sosfilt(signal.butter(4, min(corner, 10500), "lowpass", fs=RATE, output="sos"), x)
    if tone not in ("acoustic", "nylon"):
        for centre, boost in ((rng.uniform(90, 140), 0.6), (rng.uniform(2000, 3000), 0.8)):
            b, a = signal.iirpeak(centre, 1.5, fs=RATE)
            x = x + boost * signal.lfilter(b, a, x)
        notch = int(rng.uniform(0.0003, 0.0012) * RATE)
        x[notch:] = x[notch:] - 0.35 * x[:-notch]
    else:
        for centre in (rng.uniform(95, 115), rng.uniform(190, 230)):
            b, a = signal.iirpeak(centre, 6, fs=RATE)
            x = x + 0.7 * signal.lfilter(b, a, x)
    return x


def layer(score, notes, tone, seed, doubled=False):
    """A guitar part as a layer of a score; `doubled` plays it twice, as bands do."""
    timed = sorted((score.seconds(s), score.seconds(d), p, v, m) for s, d, p, v, m in notes)

    def stretch(start, end):
        length, total = int((end - start) * RATE), 0
        for number in range(2 if doubled else 1):
            rng = random.Random(f"guitar/{seed}/{number}")
            out = np.zeros(length + RATE)
            for s, d, p, v, m in timed:
                late = rng.gauss(0, 0.006)
                if start - 2 < s < end:
                    at = int((s - start + late) * RATE)
                    if at >= 0:
                        _pluck(out, at, min(d, 2.8), p, v * rng.uniform(0.85, 1.1), m, tone, (seed + number) % 1000, rng)
            total = total + (amplify(out, tone, rng) if np.any(out) else out)
        return total[:length].astype(np.float32)
    return stretch


def shape(chord):
    """A chord of up to six strings in the first frets (or above), low to high."""
    tones = {(chord.root + t) % 12 for t in chord.tones}
    low = next(s for s in TUNING if (chord.root - s) % 12 <= 5 or s == 50)
    return [s + min((t - s) % 12 for t in (tones if s != low else {chord.root})) for s in TUNING if s >= low]


def power(chord):
    """Root, fifth and octave on the low strings."""
    root = 40 + (chord.root - 40) % 12
    return [root, root + 7, root + 12]


def strum(chord_pitches, start, length, velocity, down=True, spread=0.04, manner=""):
    """One stroke over the strings; spread in quarter notes."""
    order = chord_pitches if down else chord_pitches[::-1][:4]
    return [(start + i * spread / len(order), length, p, velocity * (1 if down else 0.8) - 2 * i, manner) for i, p in enumerate(order)]
