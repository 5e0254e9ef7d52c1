"""What is no music, for "not sure": noises, hum, clicks, rooms, tones, synthetic voices, and people speaking."""
import random
import subprocess
from itertools import cycle, islice

import numpy as np
import soundfile
from scipy import signal

from corpus.planning.plan import slug
from corpus.recordings import labelled
from corpus.recordings.debian import PackageError
from corpus.sound.production import RATE

COUNT = {"noise": 130, "espeak": 110, "babble": 20, "speech": 70}
LANGUAGES = ("en-us", "en-gb", "en-gb-scotland", "de", "fr-fr", "es", "es-419", "it", "pt-br", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro",
             "ru", "uk", "bg", "el", "tr", "ar", "fa", "hi", "bn", "ta", "cmn", "yue", "ja", "ko", "vi", "id", "sw", "eo", "la", "cy")
VARIANTS = ("m1", "f1", "m2", "f2", "m3", "f3", "m4", "f4", "m5", "f5", "m7", "croak", "klatt", "klatt3")


def coloured(rng, n, slope):
    """Noise whose power falls as 1/f^slope (0 white, 1 pink, 2 brown)."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    frequency = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 20)
    return np.fft.irfft(spectrum / frequency ** (slope / 2), n)


def band(rng, n):
    """Noise between two random frequencies."""
    low = rng.uniform(60, 4000)
    return signal.sosfilt(signal.butter(4, (low, min(low * rng.uniform(1.2, 4), RATE * 0.48)), "bandpass", fs=RATE, output="sos"), rng.standard_normal(n))


def slow(rng, n, hz):
    """A positive envelope that moves as fast as `hz`."""
    points = np.exp(rng.normal(0, 0.7, max(4, int(n / RATE * hz) + 2)))
    return np.interp(np.linspace(0, len(points) - 1, n), np.arange(len(points)), points)


def noise(kind, rng, n):
    """One stretch of a kind of noise, mono, n samples."""
    t = np.arange(n) / RATE
    if kind in ("white", "pink", "brown"):
        return coloured(rng, n, {"white": 0, "pink": 1, "brown": 2}[kind])
    if kind == "band":
        return band(rng, n)
    if kind == "hum":
        base = rng.choice((50, 60))
        return sum(rng.uniform(0, 1) / k * np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) for k in range(1, 9)) + 0.02 * coloured(rng, n, 1)
    if kind == "clicks":
        hits = (rng.random(n) < rng.uniform(0.5, 8) / RATE) * rng.standard_normal(n)
        return signal.lfilter([1], [1, -rng.uniform(0.3, 0.95)], hits) + 0.002 * rng.standard_normal(n)
    if kind == "room":
        tone = coloured(rng, n, rng.uniform(1.2, 2))
        return tone / np.std(tone) + 0.2 * np.sin(2 * np.pi * rng.choice((50, 60, 100, 120)) * t)
    if kind == "wind":
        return coloured(rng, n, 2) * slow(rng, n, 0.5) + 0.3 * band(rng, n) * slow(rng, n, 1)
    if kind == "crowd":
        return sum(band(rng, n) * slow(rng, n, rng.uniform(3, 6)) for _ in range(12))
    if kind == "sine":
        return np.sin(2 * np.pi * np.exp(rng.uniform(np.log(60), np.log(8000))) * t)
    if kind == "sweep":
        return signal.chirp(t % (n / RATE / rng.integers(1, 5)), rng.uniform(30, 200), n / RATE, rng.uniform(2000, 10000), "logarithmic")
    return rng.uniform(-1, 1, n) + rng.uniform(-1, 1, n)  # dither


NOISES = ("white", "pink", "brown", "band", "hum", "clicks", "room", "wind", "crowd", "sine", "sweep", "dither")


def produce(pcm, rng):
    """Speech as it reaches people: near or in a room, at times by telephone or with noise, at some level."""
    if rng.random() < 0.4:
        tail = int(RATE * rng.uniform(0.15, 0.8))
        room = rng.standard_normal(tail) * np.exp(-6 * np.arange(tail) / tail)
        room[0] = 0
        pcm = pcm + rng.uniform(0.1, 0.7) * signal.fftconvolve(pcm, room / np.sqrt(np.sum(room ** 2)))[:len(pcm)]
    if rng.random() < 0.25:
        pcm = signal.sosfilt(signal.butter(4, (300, 3400), "bandpass", fs=RATE, output="sos"), pcm)
    if rng.random() < 0.4:
        pcm = pcm + np.std(pcm) * 10 ** (-rng.uniform(15, 40) / 20) * _unit(coloured(rng, len(pcm), rng.uniform(0, 2)))
    return pcm


def _unit(pcm):
    return pcm / max(np.std(pcm), 1e-9)


def seconds(rng):
    """Length of a clip in whole seconds, 12 to 30."""
    return int(rng.integers(12, 31))


def espeak(voice, rng, n):
    """A synthetic voice that reads numbers, dates and times in its language."""
    words = random.Random(int(rng.integers(1 << 31)))
    text = ". ".join(f"{words.randrange(10 ** words.randrange(1, 7))}, {words.randrange(1, 29)}, {words.randrange(24)}" for _ in range(14))
    done = subprocess.run(["espeak-ng", "-v", voice, "-s", str(words.randrange(120, 210)), "-p", str(words.randrange(20, 80)), "--stdout", text],
                          check=True, capture_output=True, timeout=60)
    pcm = np.frombuffer(done.stdout[44:len(done.stdout) // 2 * 2], dtype="<i2").astype(float) / 32768  # espeak-ng speaks at 22 050 Hz
    return np.resize(pcm, n)


def people(files, rng, n):
    """Spoken lines one after another, with pauses, until n samples."""
    parts, length = [], 0
    for file in islice(cycle(rng.permutation(files)), 400):
        pcm, rate = soundfile.read(file, dtype="float64", always_2d=True)
        if len(pcm):
            parts += [signal.resample_poly(pcm.mean(axis=1), RATE, rate), np.zeros(int(RATE * rng.uniform(0.1, 0.6)))]
            length += len(parts[-2]) + len(parts[-1])
        if length >= n:
            return np.concatenate(parts)[:n]
    raise ValueError("too little speech")


def speakers(packages):
    """(package, folder of one voice, its files) of every package with speech, at most six voices a package; and problems."""
    voices, problems = [], []
    for name, listed in sorted(packages.listing.items()):
        if listed["speech"]:
            try:
                by = {}
                for file in packages.files(name, "speech"):
                    key = file.parent if listed["voice"] == "folder" else packages.folder(name)
                    by.setdefault(key, []).append(str(file))
                folders = sorted(key for key, files in by.items() if len(files) >= 12)
                random.Random(name).shuffle(folders)
                voices += [(name, slug(folder.relative_to(packages.cache).as_posix())[-40:], by[folder]) for folder in folders[:6]]
            except PackageError as problem:
                problems.append(str(problem))
    return voices, problems


def build(packages, out, limit=None):
    """Makes the clips (those not there yet); returns (manifest rows, problems). `packages` None: no recorded speech. `limit`: clips a kind."""
    voices, problems = speakers(packages) if packages else ([], [])
    rows = []
    for kind, count in COUNT.items():
        for number in range(min(count, limit or count) if kind != "speech" or voices else 0):
            rng = np.random.default_rng([sum(map(ord, kind)), number])
            n, path = seconds(rng) * RATE, out / "other" / f"{kind}-{number:03d}.flac"
            try:
                group, source, licence, make = clip(kind, number, voices, rng, n, packages)
                if not path.exists():
                    write(path, make(), rng, quiet=group == "noise:dither")
                rows.append(labelled.row(path, out, "", path.stem, group, "other", source, licence, family="other"))
            except Exception as problem:  # one clip's failure is reported by name, the others go on
                problems.append(f"{path.stem}: {type(problem).__name__}: {problem}")
    return rows, problems


def clip(kind, number, voices, rng, n, packages):
    """(group, source, licence, how to make it) of one clip."""
    if kind == "noise":
        name = NOISES[number % len(NOISES)]
        return f"noise:{name}", "other.py", "MIT", lambda: noise(name, rng, n)
    if kind == "espeak":
        voice = f"{LANGUAGES[number % len(LANGUAGES)]}+{VARIANTS[number % len(VARIANTS)]}"
        return f"espeak:{voice.split('+')[1]}", f"espeak-ng {voice}", "MIT", lambda: produce(espeak(voice, rng, n), rng)
    if kind == "babble":
        chosen = [f"{rng.choice(LANGUAGES)}+{rng.choice(VARIANTS)}" for _ in range(int(rng.integers(4, 9)))]
        return "babble", "espeak-ng", "MIT", lambda: produce(sum(np.roll(espeak(v, rng, n), int(rng.integers(n))) * rng.uniform(0.3, 1) for v in chosen), rng)
    package, voice, files = voices[number % len(voices)]
    return f"speech:{voice}", packages.label(package), packages.listing[package]["licence"], lambda: produce(people(files, rng, n), rng)


def write(path, pcm, rng, quiet):
    """Writes a clip at a level between -38 and -14 dBFS RMS; dither at its own, one bit."""
    pcm = pcm / 32768 if quiet else _unit(pcm) * 10 ** (rng.uniform(-38, -14) / 20)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    soundfile.write(part, np.clip(pcm, -1, 1).astype(np.float32), RATE, format="FLAC", subtype="PCM_16")
    part.rename(path)
