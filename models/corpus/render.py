"""One song from plan to chunks: compose, synthesise, produce, cut; every random choice from the song's seed."""
import hashlib
import json
import random
import shutil
import subprocess
from pathlib import Path

import numpy as np
import soundfile

import band_song
import folk_song
import mma_song
import pop_song
import quartet_song
import voice
from production import RATE, produce
from recipe import FAMILIES

SECONDS, SKIP, CHUNK, CHUNKS = 125, 30, 30, 3
BEGIN = 25  # nothing before is synthesised: the first 30 s are skipped
LEAD_IN = 2  # seconds before the first chunk that let filters and room settle
COMPOSERS = {"mma": mma_song.compose, "groove-midi": band_song.compose_over_drummer, "templates": band_song.compose_from_template,
             "pop909": pop_song.compose, "nottingham": folk_song.compose, "openscore-quartets": quartet_song.compose}


def synthesise(midi, font, folder, rng):
    """FluidSynth at 44.1 kHz with a random room and tuning, then soxr to mono at 22 050 Hz; returns samples and the
    factor by which all is faster and higher."""
    raw = folder / "song.raw"
    settings = {"synth.reverb.room-size": rng.uniform(0.1, 0.9), "synth.reverb.level": rng.uniform(0, 0.7), "synth.reverb.damp": rng.uniform(0, 0.8),
                "synth.chorus.level": rng.uniform(0, 2), "synth.gain": 0.3, "synth.cpu-cores": 1, "synth.dynamic-sample-loading": 1}
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    subprocess.run(["fluidsynth", "-ni", "-q", "-r", "44100", "-T", "raw", "-O", "float", *options, "-F", str(raw), font, str(midi)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    rate = round(44100 * 2 ** (rng.gauss(0, 12) / 1200))
    pcm = subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", "-f", "f32le", "-ar", str(rate), "-ac", "2", "-i", str(raw), "-ac", "1",
                          "-af", f"aresample={RATE}:resampler=soxr:precision=20", "-f", "f32le", "-"], check=True, stdout=subprocess.PIPE).stdout
    raw.unlink()
    return np.frombuffer(pcm, dtype="<f4").astype(float), rate / 44100


def require_programs():
    """Raises RuntimeError naming what is not installed."""
    missing = [p for p in ("mma", "fluidsynth", "ffmpeg") if not shutil.which(p)] + [f for f, _ in FAMILIES.values() if not Path(f).exists()]
    if missing:
        raise RuntimeError(f"{', '.join(missing)} not found: install the packages of {Path(__file__).with_name('packages.txt')}")


def identity(song):
    """What a song's notes on disk must agree with for it to count as rendered: its whole plan."""
    return hashlib.sha256(repr(song).encode()).hexdigest()


def rendered(song, out):
    """The manifest rows of a song that is already there, or None."""
    note = out / "songs" / f"{song.id}.json"
    if not note.exists():
        return None
    saved = json.loads(note.read_text(encoding="utf-8"))
    return saved["rows"] if saved["identity"] == identity(song) and all((out / r["path"]).exists() for r in saved["rows"]) else None


def render(song, sources, out, folder):
    """Writes the chunks of a song under `out`, and its manifest rows as songs/<id>.json last of all."""
    rng = random.Random(song.seed)
    score = COMPOSERS[song.collection](song, sources, folder, SECONDS, rng)
    midi = folder / "song.mid"
    score.save(midi, BEGIN, SECONDS)
    font, package = FAMILIES[song.family]
    pcm, faster = synthesise(midi, font, folder, rng)
    pcm = pcm[(SKIP - LEAD_IN - BEGIN) * RATE:(SKIP + CHUNKS * CHUNK - BEGIN) * RATE]
    if score.sung:
        notes = sorted(((s - BEGIN) / faster + BEGIN - SKIP + LEAD_IN, d / faster, p + 12 * np.log2(faster), v) for s, d, p, v in score.sung if s < SECONDS)
        vocal = voice.sing(notes, len(pcm), RATE, rng, song.genre == "Hip Hop")
        active = vocal[np.abs(vocal) > 0.1 * np.max(np.abs(vocal))]
        pcm = pcm + vocal * np.std(pcm) / np.std(active) * rng.uniform(0.5, 1.3)
    if len(pcm) < (LEAD_IN + 2 * CHUNK) * RATE or np.sqrt(np.mean(pcm ** 2)) < 1e-4:
        raise RuntimeError(f"{song.id} ({song.group}) came out short or silent: {len(pcm) / RATE:.0f} s")
    pcm = produce(pcm, rng)[LEAD_IN * RATE:]
    used = [song.detail.get("file", song.group)] + ([f"drums:{song.drums.name}"] if song.drums else []) + [package]
    names = [n for n in (song.collection, "groove-midi" if song.drums else "", package) if n]
    rows = []
    for index in range(len(pcm) // (CHUNK * RATE)):
        path = out / "audio" / song.id.rsplit("-", 1)[0] / f"{song.id}-{index + 1}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        soundfile.write(part, np.round(pcm[index * CHUNK * RATE:(index + 1) * CHUNK * RATE] * 32767).astype(np.int16), RATE, format="FLAC", subtype="PCM_16")
        part.rename(path)
        rows.append({"path": path.relative_to(out).as_posix(), "genre": song.genre, "song": song.id, "group": song.group, "family": song.family,
                     "collection": song.collection, "seed": song.seed, "sources": ";".join(used),
                     "licence": ";".join(dict.fromkeys(sources.licence(n) for n in names)), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    note = out / "songs" / f"{song.id}.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.with_suffix(".part").write_text(json.dumps({"identity": identity(song), "rows": rows}, indent=1), encoding="utf-8")
    note.with_suffix(".part").rename(note)
    return rows
