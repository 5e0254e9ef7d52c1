"""A subtractive and FM synthesiser: notes in, mono float32 at 22 050 Hz out.

Notes are (start s, length s, MIDI pitch, velocity 0..127), in any order. Oscillators read band-limited wavetables, one an
octave; all notes of a part share one resonant low-pass filter (Audio EQ Cookbook, R. Bristow-Johnson), as on the
paraphonic string machines, whose cutoff follows an envelope from the notes, a slow sine and a given track.
"""
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import signal

from corpus.music.score import RATE

TABLE = 2048
WAVES = ("saw", "square", "pulse", "triangle", "sine", "organ", "vowel")


@dataclass(frozen=True)
class Patch:
    """A sound: waves with levels, unison voices `detune` cents apart, envelope and filter times in s, cutoff in Hz."""
    waves: tuple = (("saw", 1.0),)
    unison: int = 1
    detune: float = 12
    sub: float = 0.0
    noise: float = 0.0
    fm: tuple = ()  # (frequency ratio, index, decay s): two-operator FM in place of the waves
    attack: float = 0.005
    decay: float = 0.2
    sustain: float = 0.7
    release: float = 0.1
    cutoff: float = 3000
    resonance: float = 1.0
    sweep: float = 0.0  # octaves that a note's envelope opens the filter
    sweep_decay: float = 0.2
    wobble: tuple = (0.0, 0.0)  # Hz, octaves of a slow sine on the filter
    drive: float = 0.0


def random_patch(rng, role):
    """A patch for a role: "bass", "pad", "pluck" or "lead"; `rng` is a random.Random."""
    u = rng.uniform
    waves = tuple((rng.choice(WAVES[:3] if rng.random() < 0.7 else WAVES), u(0.4, 1)) for _ in range(rng.choice((1, 1, 2))))
    fm = (rng.choice((0.5, 1, 1, 2, 3, 3.5, 7, 14)), u(0.3, 4), u(0.1, 1.2)) if rng.random() < 0.25 else ()
    common = dict(waves=waves, fm=fm, resonance=u(0.7, 4), wobble=(u(0.05, 0.5), u(0, 1)) if rng.random() < 0.5 else (0.0, 0.0))
    if role == "bass":
        return Patch(**{**common, "unison": rng.choice((1, 1, 2, 3))}, detune=u(4, 25), sub=u(0, 1), cutoff=80 * 2 ** u(0.5, 4), sweep=u(0, 4),
                     sweep_decay=u(0.05, 0.4), decay=u(0.1, 0.6), sustain=u(0.2, 0.9), release=u(0.02, 0.1), drive=rng.choice((0, 0, 1, 3)))
    if role == "pad":
        return Patch(**common, unison=rng.choice((2, 3, 5)), detune=u(6, 20), attack=u(0.05, 1.2), decay=1, sustain=0.85, release=u(0.3, 1.5),
                     cutoff=300 * 2 ** u(0, 4), noise=u(0, 0.05), sweep=u(0, 1), sweep_decay=u(0.5, 3))
    if role == "pluck":
        return Patch(**common, unison=rng.choice((1, 2, 3, 5)), detune=u(4, 20), decay=u(0.08, 0.5), sustain=u(0, 0.25), release=u(0.05, 0.4),
                     cutoff=400 * 2 ** u(0, 3), sweep=u(1, 4), sweep_decay=u(0.05, 0.4))
    return Patch(**common, unison=rng.choice((1, 2, 5, 7)), detune=u(5, 22), attack=u(0.003, 0.05), sustain=u(0.5, 1), release=u(0.05, 0.4),
                 cutoff=1200 * 2 ** u(0, 2.8), sweep=u(0, 2), sub=u(0, 0.4), drive=rng.choice((0, 0, 1, 2)))


@cache
def tables(wave):
    """Ten wavetables of a wave; the one of octave k has no partial above the Nyquist frequency for f0 < 20 * 2**(k+1) Hz."""
    number = np.arange(1, TABLE // 2)
    phase = np.zeros(len(number))
    if wave == "saw":
        partials = 1 / number
    elif wave == "square":
        partials = (number % 2) / number
    elif wave == "pulse":
        partials = np.sin(np.pi * number * 0.2) / number * 1.6
    elif wave == "triangle":
        partials, phase = (number % 2) / number ** 2, np.pi / 2 * np.ones(len(number))
    elif wave == "organ":
        partials = np.isin(number, (1, 2, 3, 4, 6, 8)) / np.sqrt(number)
    elif wave == "vowel":
        partials = (np.exp(-((number - 4) / 1.5) ** 2) + 0.6 * np.exp(-((number - 11) / 2.5) ** 2) + 0.5 / number ** 2) / 1.5
    else:
        partials = (number == 1) * 1.0
    out = []
    for octave in range(10):
        keep = number < RATE / 2 / (20 * 2 ** (octave + 1))
        keep[0] = True
        spectrum = np.zeros(TABLE // 2 + 1, dtype=complex)
        spectrum[number] = partials * keep * np.exp(-1j * (phase + np.pi / 2)) * TABLE / 2
        out.append(np.fft.irfft(spectrum, TABLE).astype(np.float32))
    return out


def oscillate(wave, frequency, length, start=0.0):
    """So many samples of a wave at a frequency in Hz (a number, or one a sample); `start` is the phase 0..1."""
    top = float(np.max(frequency))
    table = tables(wave)[int(np.clip(np.log2(max(top, 1) / 20), 0, 9))]
    turns = np.arange(length) * (frequency / RATE) if np.isscalar(frequency) else np.cumsum(frequency / RATE)
    return table[((turns + start) * TABLE).astype(np.int64) & (TABLE - 1)]


def envelope(patch, held, length):
    """Attack, decay, sustain, release of a note held for `held` samples, over `length` samples."""
    at = np.arange(length, dtype=np.float32) / RATE
    shape = np.minimum(1, at / max(patch.attack, 0.002)) * (patch.sustain + (1 - patch.sustain) * np.exp(-np.maximum(0, at - patch.attack) / max(patch.decay / 3, 0.01)))
    return shape * np.exp(-np.maximum(0, at - held / RATE) / max(patch.release / 4, 0.004))


def tone(patch, pitch, held, rng):
    """One note through oscillators and envelope, before the filter."""
    length = held + int(patch.release * 1.3 * RATE) + 50
    frequency = 440 * 2 ** ((pitch - 69) / 12)
    if patch.fm:
        ratio, index, fade = patch.fm
        at = np.arange(length, dtype=np.float32) / RATE
        index = min(index, 0.35 * RATE / (frequency * max(ratio, 1)))
        body = np.sin(2 * np.pi * frequency * at + index * np.exp(-at / fade) * np.sin(2 * np.pi * frequency * ratio * at))
    else:
        body = np.zeros(length, dtype=np.float32)
        for voice in range(patch.unison):
            cents = (voice - (patch.unison - 1) / 2) * patch.detune / max(1, patch.unison - 1) * 2 + rng.gauss(0, 1)
            wave, loud = patch.waves[voice % len(patch.waves)]
            body += loud * oscillate(wave, frequency * 2 ** (cents / 1200), length, rng.random())
            for wave, loud in patch.waves[1:] if patch.unison == 1 else ():
                body += loud * oscillate(wave, frequency * 2 ** (patch.detune / 1200), length, rng.random())
        body /= np.sqrt(patch.unison)
    if patch.sub:
        body = body + patch.sub * oscillate("sine", frequency / (2 if frequency > 80 else 1), length)
    return body * envelope(patch, held, length)


def low_pass(x, cutoff, resonance, block=256):
    """Two-pole resonant low-pass whose cutoff (Hz, one a block) moves."""
    out, state = np.empty_like(x), np.zeros((1, 2))
    w = 2 * np.pi * np.clip(cutoff, 30, 0.45 * RATE) / RATE
    alpha, cos = np.sin(w) / (2 * resonance), np.cos(w)
    b = (1 - cos) / 2 / (1 + alpha)
    sections = np.stack((b, 2 * b, b, np.ones_like(b), -2 * cos / (1 + alpha), (1 - alpha) / (1 + alpha)), axis=1)
    for i in range(len(sections)):
        part = slice(i * block, (i + 1) * block)
        out[part], state = signal.sosfilt(sections[i:i + 1], x[part], zi=state)
    return out


def play(patch, notes, length, rng, opening=None):
    """A part of `length` samples; `opening` is a track of octaves, any number of evenly spaced points, that moves the cutoff."""
    out = np.zeros(length, dtype=np.float32)
    block = 256
    blocks = -(-length // block)
    sweep = np.zeros(blocks)
    known = {}
    for start, held, pitch, velocity in sorted(notes):
        begin, count = int(start * RATE), max(200, int(held * RATE))
        if begin < 0 or begin >= length:
            continue
        key = (round(pitch, 2), count // 200)
        if key not in known or rng.random() < 0.15:
            known[key] = tone(patch, pitch, count, rng)
        sound = known[key][:length - begin]
        out[begin:begin + len(sound)] += sound * (velocity / 100)
        sweep[begin // block] = max(sweep[begin // block], velocity / 100)
    fade = np.exp(-block / RATE / max(patch.sweep_decay, 0.02))
    peak = 0.0
    for i in range(blocks):
        peak = max(peak * fade, sweep[i])
        sweep[i] = peak
    octaves = patch.sweep * sweep + patch.wobble[1] * np.sin(2 * np.pi * patch.wobble[0] * np.arange(blocks) * block / RATE)
    if opening is not None:
        octaves = octaves + np.interp(np.linspace(0, 1, blocks), np.linspace(0, 1, len(opening)), opening)
    if patch.noise:
        loud = np.convolve(np.abs(out), np.full(512, 1 / 512), "same")
        out += patch.noise * loud * np.random.Generator(np.random.PCG64(rng.getrandbits(64))).standard_normal(length).astype(np.float32)
    out = low_pass(out, patch.cutoff * 2.0 ** octaves, patch.resonance, block)
    return np.tanh(out * (1 + patch.drive)) / (1 + patch.drive) ** 0.5 if patch.drive else out


def slide(notes, length, rng, glide=0.06, drive=1.0, decay=1.2):
    """The 808 bass: one sine that glides between notes, with a click of pitch at each and a long decay."""
    pitch, loud = np.full(length, 36.0), np.zeros(length, dtype=np.float32)
    notes = sorted(n for n in notes if 0 <= n[0] < length / RATE)
    for i, (start, held, note, velocity) in enumerate(notes):
        a = int(start * RATE)
        b = min(length, int((start + held) * RATE), int(notes[i + 1][0] * RATE) if i + 1 < len(notes) else length)
        if b - a < 100:
            continue
        at = np.arange(length - a if i + 1 == len(notes) else int(notes[i + 1][0] * RATE) - a) / RATE
        pitch[a:a + len(at)] = note + 14 * np.exp(-at / 0.012)
        shape = np.exp(-at[:b - a] / decay) * velocity / 100
        shape[-90:] *= np.linspace(1, 0, 90)
        loud[a:b] = shape
    keep = np.exp(-1 / (glide * 0.4 * RATE))
    pitch = signal.lfilter([1 - keep], [1, -keep], pitch, zi=[36 * keep])[0]
    body = np.sin(2 * np.pi * np.cumsum(440 * 2 ** ((pitch - 69) / 12)) / RATE) * loud
    return np.tanh(body * (1 + drive)).astype(np.float32)
