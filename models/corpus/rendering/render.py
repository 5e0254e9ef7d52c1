"""One song from plan to chunks: compose, synthesise, sing, produce, cut; every random choice from the song's seed."""
import hashlib
import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
from scipy import signal

from code_digest import code_digest
from corpus.listings import LISTINGS
from corpus.music.score import RATE
from corpus.planning.recipe import FAMILIES
from corpus.rendering import makers
from corpus.sound import voice
from corpus.sound.production import produce

SKIP, CHUNK, CHUNKS = 30, 30, 2  # seconds, seconds, count
BEGIN, SECONDS = 26, 95  # what is synthesised: a little before, for room and filters to settle; a little after, for a fast tape
HALF = signal.firwin(63, 0.47).astype(np.float32)  # low-pass for halving the rate


def font(family, sources):
    """The file of a sound-font family."""
    file, origin = FAMILIES[family]
    return file if file.startswith("/") else str(sources.path(origin) / file)


def synthesise(midi, file, folder, rng):
    """FluidSynth with a random room, mixed to mono from a random place between the channels.

    It plays at twice the rate kept: it has no filter of its own against what cymbals fold back from above.
    """
    raw = folder / "song.raw"
    settings = {"synth.reverb.room-size": rng.uniform(0.1, 0.9), "synth.reverb.level": rng.uniform(0, 0.7), "synth.reverb.damp": rng.uniform(0, 0.8),
                "synth.chorus.level": rng.uniform(0, 2), "synth.gain": 0.3, "synth.cpu-cores": 1, "synth.dynamic-sample-loading": 1}
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    subprocess.run(["fluidsynth", "-ni", "-q", "-r", str(2 * RATE), "-T", "raw", "-O", "float", *options, "-F", str(raw), file, str(midi)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    left = rng.uniform(0.35, 0.65)
    pcm = np.fromfile(raw, dtype="<f4").reshape(-1, 2) @ np.array((left, 1 - left), dtype=np.float32)
    raw.unlink()
    return signal.resample_poly(pcm, 1, 2, window=HALF)


def level(pcm):
    """RMS, 0..1."""
    return float(np.sqrt(np.mean(np.square(pcm, dtype=np.float64))))


def fitted(pcm, length):
    """Samples, cut or padded to a length."""
    return np.pad(pcm[:length], (0, max(0, length - len(pcm))))


def perform(score, file, folder, rng, spoken):
    """The whole of a score from BEGIN to SECONDS: sound font, layers, singer."""
    length = (SECONDS - BEGIN) * RATE
    pcm = np.zeros(length, dtype=np.float32)
    if score.sounds:
        midi = folder / "song.mid"
        score.save(midi, BEGIN, SECONDS)
        pcm = fitted(synthesise(midi, file, folder, rng), length)
    band = level(pcm)
    for layer, gain_db in score.layers:
        sound = fitted(np.asarray(layer(BEGIN, SECONDS), dtype=np.float32), length)
        own = level(sound)
        if own > 1e-9:
            pcm = pcm + sound * np.float32(band / own * 10 ** (gain_db / 20) if band > 1e-5 else 1)
    if score.sung:
        notes = sorted((s - BEGIN, d, p, v) for s, d, p, v in score.sung if s < SECONDS)
        vocal = voice.sing(notes, length, RATE, rng, spoken)
        active = vocal[np.abs(vocal) > 0.1 * np.max(np.abs(vocal))]
        if len(active):  # a singer who pauses for this long has none
            pcm = pcm + vocal * level(pcm) / (np.std(active) + 1e-9) * rng.uniform(0.5, 1.3)
    return pcm


def require_programs():
    """Raises RuntimeError naming what is not installed."""
    missing = [p for p in ("mma", "fluidsynth", "ffmpeg", "espeak-ng") if not shutil.which(p)]
    missing += [f for f, _ in FAMILIES.values() if f.startswith("/") and not Path(f).exists()]
    if missing:
        raise RuntimeError(f"{', '.join(missing)} not found: install the packages of {LISTINGS / 'packages.txt'}")


@cache
def form(path):
    """Which form of the code a module is, with all that it needs."""
    return code_digest(path)


def identity(song):
    """What a song's notes on disk must agree with for it to count as rendered: its whole plan and the code that makes it."""
    return hashlib.sha256(f"{song!r}{form(makers.module_of(song).__file__)}{form(__file__)}".encode()).hexdigest()


def rendered(song, out):
    """The manifest rows of a song that is already there, or None."""
    note = out / "songs" / f"{song.id}.json"
    if not note.exists():
        return None
    saved = json.loads(note.read_text(encoding="utf-8"))
    return saved["rows"] if saved["identity"] == identity(song) and all((out / r["path"]).exists() for r in saved["rows"]) else None


def row(song, path, out, sources):
    """The manifest row of a chunk that is written."""
    packages = (*makers.packages(song), FAMILIES[song.family][1])
    used = [song.detail.get("file", song.group), *([f"drums:{song.drums.name}"] if song.drums else []), *packages]
    licences = [sources.licence(name) for name in (song.collection, *(["groove-midi"] if song.drums else []), *packages)]
    return {"path": path.relative_to(out).as_posix(), "genre": song.genre, "song": song.id, "group": song.group, "family": song.family,
            "collection": song.collection, "seed": song.seed, "sources": ";".join(used), "licence": ";".join(dict.fromkeys(licences)),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def render(song, sources, out, folder):
    """Writes the chunks of a song under `out`, and its manifest rows as songs/<id>.json last of all."""
    rng = random.Random(song.seed)
    score = makers.compose(song, sources, folder, SECONDS, rng)
    pcm = perform(score, font(song.family, sources), folder, rng, song.sung == "spoken")
    if not level(pcm) > 1e-4:
        raise RuntimeError(f"{song.id} ({song.group}) came out silent")
    begin = SKIP - BEGIN
    pcm = produce(pcm, rng)[begin * RATE:(begin + CHUNKS * CHUNK) * RATE]
    rows = []
    for index in range(CHUNKS):
        path = out / "audio" / song.id.rsplit("-", 1)[0] / f"{song.id}-{index + 1}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        chunk = pcm[index * CHUNK * RATE:(index + 1) * CHUNK * RATE]
        if not level(chunk) > 1e-3:
            raise RuntimeError(f"{song.id} ({song.group}) falls silent")
        soundfile.write(part, np.round(chunk * 32767).astype(np.int16), RATE, format="FLAC", subtype="PCM_16")
        part.rename(path)
        rows.append(row(song, path, out, sources))
    note = out / "songs" / f"{song.id}.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.with_suffix(".part").write_text(json.dumps({"identity": identity(song), "rows": rows}, indent=1), encoding="utf-8")
    note.with_suffix(".part").rename(note)
    return rows
