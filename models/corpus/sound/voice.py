"""Singers: most recordings have a voice, and no sound font has one that is not a choir.

Source and filter: band-limited glottal pulses with glides, vibrato and jitter, and breath, take on the envelopes of
syllables (syllables.py: words of espeak-ng, or formed vowels and consonants) in short-time Fourier frames. Consonants
come before the beat, vowels are stretched to the note, phrases begin with a breath.
"""
import random

import numpy as np
from scipy import signal

from corpus.sound.syllables import FFT, FREQUENCIES, HOP, RATE, WORDS, formed, spoken

# Centre of the range (MIDI pitch) and formant scale: bass, baritone, tenor, alto, mezzo, soprano, child.
REGISTERS = ((45, 0.92, "m"), (51, 0.96, "m"), (56, 1.0, "m"), (60, 1.04, "f"), (64, 1.07, "f"), (68, 1.1, "f"), (70, 1.2, "f"))
LANGUAGES = ("en",) * 6 + tuple(sorted(WORDS))
VARIANTS = {"m": ("m1", "m2", "m3", "m4", "m6", "m7"), "f": ("f1", "f2", "f3", "f4")}


def _slow(numbers, count, seconds):
    """A random walk around 0 with unit deviation and the given correlation time, one value a HOP."""
    keep = np.exp(-HOP / RATE / seconds)
    return signal.lfilter([np.sqrt(1 - keep ** 2)], [1, -keep], numbers.standard_normal(count))


def _folded(notes, centre, reach=9):
    """The notes in a singer's range: all moved by octaves together, stragglers alone."""
    shift = 12 * round((centre - np.median([n[2] for n in notes])) / 12)
    out = []
    for start, length, pitch, velocity in notes:
        pitch += shift
        while abs(pitch - centre) > reach:
            pitch += 12 if pitch < centre else -12
        out.append((start, length, pitch, velocity))
    return out


def _pulses(pitch, length):
    """Unit-power band-limited pulses at a pitch track (MIDI, one value a HOP)."""
    f0 = np.repeat(440 * 2 ** ((pitch - 69) / 12), HOP)[:length]
    harmonics = np.repeat(2 * np.floor(RATE / 2 / f0[::HOP]) + 1, HOP)[:length]
    half = np.pi * (np.cumsum(f0 / RATE) % 1)
    sine = np.sin(half)
    sine[np.abs(sine) < 1e-6] = 1e-6
    return np.sin(harmonics * half) / (sine * np.sqrt(harmonics))


def _track(notes, frames, rng, numbers, vibrato, glide, scoop):
    """The pitch of one take: steps softened, scoops from below, drift, late vibrato on long notes."""
    pitch, depth = np.full(frames, float(notes[0][2])), np.zeros(frames)
    for i, (start, length, note, _) in enumerate(notes):
        a = max(0, int(start * RATE / HOP))
        c = min(frames, int(notes[i + 1][0] * RATE / HOP)) if i + 1 < len(notes) else frames
        if a >= c:
            continue
        pitch[a:c] = note + rng.gauss(0, 0.08)
        late = a + int(0.18 * RATE / HOP)
        if length > 0.3 and late < c:
            depth[late:c] = vibrato * rng.uniform(0.6, 1.3)
        if rng.random() < scoop:
            b = min(c, a + int(rng.uniform(0.03, 0.12) * RATE / HOP))
            pitch[a:b] -= rng.uniform(0.5, 2.5)
    keep = np.exp(-HOP / RATE / glide)
    pitch = signal.filtfilt([1 - keep], [1, -keep], pitch)
    depth = signal.lfilter([0.03], [1, -0.97], depth)
    rate = rng.uniform(4.8, 6.4) * (1 + 0.06 * _slow(numbers, frames, 0.5))
    wave = np.sin(2 * np.pi * np.cumsum(rate) * HOP / RATE)
    return pitch + depth * wave + 0.07 * _slow(numbers, frames, 0.15) + 0.05 * _slow(numbers, frames, 0.01), depth * wave


def _words(notes, frames, bank, rng, melisma, breathy):
    """Lays syllables under the notes; returns fractional envelope rows, gain and voicing of every frame, and the table."""
    offsets = np.cumsum([0] + [len(s.envelope) for s in bank])
    voiced_rows = np.concatenate([s.voiced for s in bank])
    power = np.concatenate([np.sqrt((s.envelope ** 2).sum(axis=1)) for s in bank])
    row, gain, voiced = np.zeros(frames), np.zeros(frames), np.zeros(frames)
    lyric = [rng.randrange(len(bank)) for _ in range(rng.choice((8, 16, 32)))]
    word, ended = 0, -10.0
    for i, (start, length, _, velocity) in enumerate(notes):
        following = notes[i + 1][0] if i + 1 < len(notes) else frames * HOP / RATE
        a, b = (int(t * RATE / HOP) for t in (start, min(start + length, following)))
        if a >= frames or b - a < 3 or a < 0:
            continue
        number = lyric[word % len(lyric)] if rng.random() < 0.85 else rng.randrange(len(bank))
        s, base = bank[number], offsets[number]
        tied = start - ended < 0.03 and rng.random() < melisma
        onset = 0 if tied else min(s.core[0], max(4, (b - a) // 2), a)
        coda = min(len(s.envelope) - 1 - s.core[1], (b - a) // 3)
        middle = b - a - coda
        position = np.concatenate((np.arange(s.core[0] - onset, s.core[0]), np.linspace(s.core[0], s.core[1], middle) if not tied or word else [s.core[0]] * middle,
                                   s.core[1] + 1 + np.arange(coda)))
        begin, end = a - onset, min(b, frames)
        position = position[:end - begin]
        row[begin:end] = base + position
        whole = (base + position).astype(int)
        level = (velocity / 100) ** 1.5
        even = np.ones(len(position))
        held = slice(onset, onset + middle)
        swell = 1 - 0.3 * rng.random() * np.linspace(0, 1, middle)
        even[held] = (swell / np.maximum(power[whole[held]], 0.05))[:len(even[held])]
        gain[begin:end] = level * even
        voiced[begin:end] = voiced_rows[whole]
        if start - ended > 0.35 and begin > 30 and breathy > 0.1:
            breath = slice(begin - rng.randint(14, 28), begin - 2)
            row[breath], voiced[breath] = base + s.core[0], 0
            gain[breath] = np.maximum(gain[breath], level * breathy * 0.25)
        ended, word = start + length, word + (not tied)
    return row, np.convolve(gain, (0.25, 0.5, 0.25), "same"), voiced, np.concatenate([s.envelope for s in bank])


def take(notes, length, bank, rng, scale=1.0, voices=1, vibrato=0.3, breath=0.08, effort=0.0, melisma=0.15, lines=None):
    """One singer, or several in unison, or one a line of `lines` (same rhythm, other pitches); `length` samples.

    vibrato in semitones, breath 0..1, effort in dB more at 3 kHz.
    """
    numbers = np.random.Generator(np.random.PCG64(rng.getrandbits(64)))
    frames = length // HOP + 2
    glide, scoop = rng.uniform(0.012, 0.04), rng.uniform(0.1, 0.5)
    row, gain, voiced, table = _words(notes, frames, bank, rng, melisma, breath)
    table = np.array([np.interp(FREQUENCIES / scale, FREQUENCIES, r) for r in table])
    table = table * 10 ** (effort * np.exp(-((FREQUENCIES - 3000) / 900) ** 2) / 20)
    pulses = np.zeros(length)
    for part in lines or [notes]:
        for _ in range(voices):
            late = rng.gauss(0, 0.02) if voices > 1 else 0
            pitch, wave = _track([(s + late, d, p, v) for s, d, p, v in part], frames, rng, numbers, vibrato, glide, scoop)
            shimmer = 10 ** ((1.2 * _slow(numbers, frames, 0.03) + 3 * wave) / 20)
            pulses += _pulses(pitch + (rng.gauss(0, 0.1) if voices > 1 else 0), length) * np.repeat(shimmer, HOP)[:length]
    pulses /= np.sqrt(voices * len(lines or [0]))
    along = np.repeat(np.clip(voiced, 0, 1), HOP)[:length]
    noise = numbers.standard_normal(length)
    aspiration = breath * signal.lfilter([1, -0.7], [1], noise)
    source = pulses * along + aspiration + noise * (1 - along) * 0.7
    _, _, spectrum = signal.stft(source, RATE, nperseg=FFT, noverlap=FFT - HOP)
    count = min(frames, spectrum.shape[1])
    low = np.minimum(row[:count].astype(int), len(table) - 2)
    part = (row[:count] - low)[:, None]
    envelope = (table[low] * (1 - part) + table[low + 1] * part) * gain[:count, None]
    _, out = signal.istft(spectrum[:, :count] * envelope.T, RATE, nperseg=FFT, noverlap=FFT - HOP)
    return np.pad(out, (0, max(0, length - len(out))))[:length]


def bank_of(rng, sex, words=0.75):
    """Syllables of a language in a voice, or wordless ones."""
    if rng.random() < words:
        found = spoken(rng.choice(LANGUAGES), rng.choice(VARIANTS[sex]))
        if len(found) >= 8:
            return rng.sample(found, min(len(found), rng.randint(12, 30)))
    return formed(rng.randrange(1000))


def sing(notes, length, rate, rng, spoken=False):
    """A lead singer: notes (start s, length s, MIDI pitch, velocity), sorted, one at a time; `length` samples.

    At times doubled, with an echo, or with a second voice a third above.
    """
    notes = [n for n in notes if -0.05 <= n[0] < length / rate - 0.1 and n[1] > 0.03]
    centre, scale, sex = rng.choice(REGISTERS[:3] if spoken else REGISTERS)
    style = {"scale": scale * rng.uniform(0.96, 1.05), "vibrato": rng.choice((0.05, 0.15, 0.25, 0.4, 0.6)), "breath": rng.choice((0.02, 0.06, 0.12, 0.25)),
             "effort": rng.uniform(-2, 8), "melisma": rng.choice((0.05, 0.15, 0.35))}
    bank, seed, doubled, echo = bank_of(rng, sex), rng.getrandbits(64), rng.random() < 0.3, rng.random() < 0.4
    third, delay = rng.random() < 0.2, rng.uniform(0.09, 0.4)
    if not notes:
        return np.zeros(length)
    notes = _folded(notes, centre)
    if spoken:
        notes = [(s, d, centre - 4 + (p - centre) * 0.25, v) for s, d, p, v in notes]
        style["vibrato"] = 0.02
    out = take(notes, length, bank, random.Random(seed), **style)
    if doubled:
        out = out + rng.uniform(0.4, 0.9) * take([(s + 0.02, d, p + rng.gauss(0, 0.08), v) for s, d, p, v in notes], length, bank, random.Random(seed), **style)
    if third and not spoken:
        out = out + rng.uniform(0.3, 0.6) * take([(s, d, p + 4 - (p % 12 in (0, 2, 7, 9)), v) for s, d, p, v in notes], length, bank, random.Random(seed), **style)
    if echo:
        shift = int(delay * rate)
        out[shift:] += rng.uniform(0.08, 0.3) * out[:-shift]
    return out


def layer(lines, seed, words=0.3, voices=2, register=None):
    """Backing voices for `score.layers`: `lines` of notes in song time with one rhythm, sung on the same syllables."""
    def stretch(start, end):
        rng = random.Random(f"choir/{seed}")
        length = int((end - start) * RATE)
        _, scale, sex = REGISTERS[register] if register is not None else rng.choice(REGISTERS[1:6])
        inside = [[(s - start, d, p, v) for s, d, p, v in sorted(line) if start <= s < end - 0.1] for line in lines]
        inside = [line for line in inside if line]
        bank = bank_of(rng, sex, words)
        bank = rng.sample(bank, min(len(bank), rng.choice((2, 4, 10))))
        if not inside:
            return np.zeros(length, np.float32)
        return take(inside[0], length, bank, rng, scale, voices, rng.uniform(0.1, 0.35), rng.uniform(0.04, 0.15), lines=inside).astype(np.float32)
    return stretch
