"""A wordless singer: most recordings have a voice, and no sound font has one that is not a choir.

A sawtooth by differentiated parabolas (Valimaki 2005) with glides and vibrato is the glottis; three vowels, each three
resonances (formant tables after Peterson and Barney 1952), fade into each other from note to note; breath and
consonants are filtered noise. A rapper speaks: short syllables, a narrow range, a falling tone.
"""
import numpy as np
from scipy import signal

VOWELS = {"a": (730, 1090, 2440), "e": (530, 1840, 2480), "i": (300, 2290, 3010), "o": (570, 840, 2410), "u": (320, 870, 2240)}
LOUDNESS = (1.0, 0.55, 0.3)


def _formants(source, frequencies, scale, rate):
    out = np.zeros_like(source)
    for frequency, level in zip(frequencies, LOUDNESS):
        centre = frequency * scale
        b, a = signal.iirpeak(centre, centre / (60 + 0.06 * centre), fs=rate)
        out += level * signal.lfilter(b, a, source)
    return out


def _smooth(track, seconds, rate):
    keep = np.exp(-1 / (seconds * rate))
    return signal.lfilter([1 - keep], [1, -keep], track, zi=[track[0] * keep])[0]


def sing(notes, length, rate, rng, spoken=False):
    """Notes (start s, length s, MIDI pitch, velocity), sorted, sung one at a time; returns `length` samples."""
    centre, scale = rng.choice(((54, 0.95), (57, 1.0), (64, 1.14), (67, 1.18)))
    pitch, loud = np.full(length, float(centre)), np.zeros(length)
    names = rng.sample(sorted(VOWELS), 3)
    weight = np.zeros((3, length))
    noise = np.random.Generator(np.random.PCG64(rng.getrandbits(64))).standard_normal(length)
    consonant = np.zeros(length)
    vibrato = rng.uniform(0.05, 0.35) * (0.2 if spoken else 1)
    for i, (start, duration, note, velocity) in enumerate(notes):
        following = notes[i + 1][0] if i + 1 < len(notes) else length / rate
        a, b, c = (int(t * rate) for t in (start, min(start + duration, following), following))
        if a < 0 or b > length or b - a < rate // 30:
            continue
        while abs(note - centre) > 7:
            note += 12 if note < centre else -12
        if spoken:
            note = centre - 5 + (note - centre) * 0.25
        pitch[a:c] = note + rng.gauss(0, 0.15)
        if spoken:
            pitch[a:b] -= np.linspace(0, rng.uniform(0, 4), b - a)
        loud[a:b] = (velocity / 100) ** 2
        weight[rng.randrange(3), a:c] = 1
        if rng.random() < 0.6:
            width = int(rng.uniform(0.03, 0.09) * rate)
            consonant[max(0, a - width // 2):a + width // 2] = rng.uniform(0.1, 0.5)
    loud = _smooth(_smooth(loud, 0.02, rate), 0.02, rate)
    time = np.arange(length) / rate
    pitch = _smooth(pitch, rng.uniform(0.02, 0.06), rate) + vibrato * np.sin(2 * np.pi * rng.uniform(4.8, 6.2) * time)
    f0 = 440 * 2 ** ((pitch - 69) / 12)
    phase = np.cumsum(f0 / rate) % 1
    source = np.diff((2 * phase - 1) ** 2, prepend=0) * rate / (4 * f0)
    source = signal.lfilter([1], [1, -0.6], np.clip(source, -1.5, 1.5)) + noise * rng.uniform(0.01, 0.06)
    voice = sum(_formants(source, VOWELS[n], scale, rate) * _smooth(w, 0.03, rate) for n, w in zip(names, weight)) * loud
    hiss = signal.sosfilt(signal.butter(2, (2500, 8500), "bandpass", fs=rate, output="sos"), noise)
    return voice + hiss * _smooth(consonant, 0.008, rate) * np.std(voice) * 2
