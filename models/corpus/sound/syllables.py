"""Syllables a singer can sing: spectral envelopes over time, spoken by espeak-ng or made from formant tables.

A row of an envelope is one step of HOP samples at 22 050 Hz, amplitudes at the 257 bins of a 512 point FFT.
"""
import io
import subprocess
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import soundfile
from scipy import signal

RATE, FFT, HOP = 22050, 512, 128
FREQUENCIES = np.fft.rfftfreq(FFT, 1 / RATE)

WORDS = {
    "en": "love you night day heart go home time fire light down road dream hold me now gone baby stay rain soul free wild girl feel the sky my "
          "blue eyes run world come back never again tell don't know why yeah oh dance all right hand stand break still shine old friend sing",
    "es": "amor tu la luna sol que no si mi vida bien mar luz noche voy contigo siempre ven cielo fuego dos pie cruz tren flor paz voz soy sed",
    "fr": "nuit jour coeur toi moi vent mer ciel vie rien bleu feu long temps je vois sans loin dans doux pluie rue chant soir belle seul",
    "de": "herz nacht tag licht zeit du mein weg wind traum haus lieb komm steh still rot wald fern feld lied stern mond kind wild schnee",
    "it": "amore mio sole te vita mare cuore sei con me luce via voce blu sera vento piu sogno tempo mai qui notte terra bella",
    "pt-br": "amor luz mar sol meu bem voz dor flor samba noite vem vai lua ceu mais sim dia paz quem som fim azul tom",
    "sv": "natt dag sol vind hav ljus dans jord barn sten skog hem du mig bort vår blå sång land hand tid vill",
    "ga": "grá mo lá ceol mór bán trá slán gaoth oíche tú féin rún fear bean mná cois tar",
}
# First three formants in Hz after Peterson and Barney (1952).
VOWELS = {"a": (730, 1090, 2440), "ae": (660, 1720, 2410), "e": (530, 1840, 2480), "i": (300, 2290, 3010), "o": (570, 840, 2410), "u": (320, 870, 2240),
          "er": (490, 1350, 1690)}


@dataclass(frozen=True)
class Syllable:
    """Envelope rows, how voiced each is (0..1), and the rows of the vowel that may be stretched."""
    envelope: np.ndarray
    voiced: np.ndarray
    core: tuple


def _analyse(x):
    """Envelope by cepstral smoothing; voicing by autocorrelation; the core is where it is loud and voiced."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(x, FFT), FFT)[::HOP] * signal.get_window("hann", FFT)
    spectrum = np.abs(np.fft.rfft(frames)) + 1e-5
    cepstrum = np.fft.irfft(np.log(spectrum))
    lifter = np.zeros(FFT)
    lifter[:70] = np.cos(np.linspace(0, np.pi / 2, 70)) ** 0.7
    lifter[-69:] = lifter[69:0:-1]
    envelope = np.exp(np.fft.rfft(cepstrum * lifter).real)
    auto = np.fft.irfft(spectrum ** 2)
    voiced = np.clip((auto[:, 60:240].max(axis=1) / auto[:, 0] - 0.2) / 0.3, 0, 1) * (spectrum[:, :30].sum(axis=1) > 0.35 * spectrum[:, 60:].sum(axis=1))
    voiced = signal.medfilt(voiced, 5)
    power = np.sqrt((envelope ** 2).sum(axis=1))
    envelope, voiced, power = envelope[power > 0.02 * power.max()], voiced[power > 0.02 * power.max()], power[power > 0.02 * power.max()]
    loud = np.flatnonzero((power > 0.4 * power.max()) & (voiced > 0.4))
    if len(loud) < 8:
        return None
    core = (int(loud[len(loud) // 6]), int(loud[-1 - len(loud) // 6]))
    return Syllable(envelope / np.median(power[core[0]:core[1] + 1]), voiced, core)


@lru_cache(maxsize=32)
def spoken(language, variant):
    """The words of a language, spoken apart by an espeak-ng voice such as "m3"."""
    said = subprocess.run(["espeak-ng", "-v", f"{language}+{variant}", "-s", "140", "-p", "90" if variant.startswith("m") else "30", "--stdout", ", ".join(WORDS[language].split())],
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    x, _ = soundfile.read(io.BytesIO(said[:4] + (len(said) - 8).to_bytes(4, "little") + said[8:40] + (len(said) - 44).to_bytes(4, "little") + said[44:]))
    blocks = np.abs(x[:len(x) // HOP * HOP]).reshape(-1, HOP).max(axis=1) > 0.003
    near = np.convolve(blocks, np.ones(13), "same") > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.astype(int), [0]))))
    found = [_analyse(x[a * HOP:b * HOP]) for a, b in edges.reshape(-1, 2)]
    return [s for s in found if s]


def _resonances(centres, widths, tilt):
    f = FREQUENCIES
    peaks = sum(level / np.sqrt(1 + ((f - c) / w) ** 2) for c, w, level in zip(centres, widths, (1, 0.6, 0.35, 0.15, 0.08)))
    return peaks / (1 + (f / 500) ** 2) ** (tilt / 2)


@lru_cache(maxsize=32)
def formed(seed):
    """Wordless syllables: vowels of moving formants after a stop, a fricative, a nasal, a glide or nothing."""
    rng = np.random.Generator(np.random.PCG64(seed))
    names = list(rng.permutation(sorted(VOWELS))[:4])
    tilt, out = rng.uniform(0.6, 1.3), []
    band = lambda low, high: 1 / (1 + (low / (FREQUENCIES + 1)) ** 4) / (1 + (FREQUENCIES / high) ** 6)
    for _ in range(14):
        vowel, target = (np.array((*VOWELS[rng.choice(names)], 3500, 4400)) for _ in range(2))
        widths = 40 + 0.05 * vowel
        kind = rng.choice(("stop", "fricative", "nasal", "glide", "none"))
        locus = np.array((300, rng.uniform(900, 2000), 2500, 3500, 4400))
        move = np.linspace(0, 1, 8)[:, None]
        rows = [_resonances(c, widths, tilt) for c in locus * (1 - move) + vowel * move] if kind != "none" else []
        voiced = [1.0] * len(rows)
        first = {"stop": [0 * FREQUENCIES] * 5 + [band(rng.uniform(500, 3000), 6000) * 0.5] * 3, "fricative": [band(rng.uniform(2500, 5000), 9500) * 0.4] * 14,
                 "nasal": [_resonances((260, 1200, 2300), (60, 300, 300), 2.2) * 0.7] * 12}.get(kind, [])
        rows, voiced = first + rows, [1.0 if kind == "nasal" else 0.0] * len(first) + voiced
        drift = np.linspace(0, rng.choice((0, 0, 0.5)), 24)[:, None]
        start = len(rows)
        rows += [_resonances(c, widths, tilt) for c in vowel * (1 - drift) + target * drift]
        voiced += [1.0] * (len(rows) - start)
        envelope = np.array(rows)
        level = np.median(np.sqrt((envelope[start:] ** 2).sum(axis=1)))
        out.append(Syllable(envelope / level, np.array(voiced), (start, len(rows) - 1)))
    return out
