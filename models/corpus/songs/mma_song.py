"""Songs by mma (Musical MIDI Accompaniment): a groove file, our progression, our lead."""
import os
import re
import subprocess
from math import ceil

import mido

from corpus.bands.band import play
from corpus.bands.drums import play as play_performance
from corpus.bands.styles import BANDS
from corpus.music.harmony import song_chords
from corpus.music.melody import lead
from corpus.music.score import DRUMS, PPQ, Score

EDGE = re.compile(r"(Intro|End|Fill)", re.IGNORECASE)


def accompany(groove_file, grooves, chords, tempo, seed, folder):
    """Runs mma, one chord a bar and a groove for every eight bars; returns (MidiFile, quarter notes a bar)."""
    lines = [f"RndSeed {seed % 99991 + 1}", f"Tempo {tempo:.2f}", f"Use {groove_file}"]
    for bar, chord in enumerate(chords):
        if bar % 8 == 0:
            lines.append(f"Groove {grooves[(bar // 8) % len(grooves)]}")
        lines.append(f"{bar + 1} {chord.name}")
    source, target = folder / "song.mma", folder / "mma.mid"
    source.write_text("\n".join(lines) + "\n", encoding="ascii")
    done = subprocess.run(["mma", "-f", str(target), str(source)], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONHASHSEED": "0"})
    said = re.search(r"\((\d+) bars?, ([\d.]+) min", done.stdout)
    if done.returncode or not said:
        raise RuntimeError(f"mma failed on {groove_file}: {(done.stdout + done.stderr).strip()[-300:]}")
    return mido.MidiFile(target), round(float(said[2]) * tempo / int(said[1]))


def add_accompaniment(score, song, rng, keep_drums, keep_rest, piano):
    """Copies mma's events; sometimes exchanges an instrument for one of its General MIDI family."""
    swap = {}
    for track in song.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.is_meta or message.type == "sysex":
                continue
            drums = message.channel == DRUMS
            if drums and (not keep_drums or message.type == "program_change") or not drums and not keep_rest:
                continue
            if message.type == "program_change":
                old = message.program
                if old not in swap:
                    swap[old] = old // 8 * 8 + rng.randrange(8) if rng.random() < 0.25 and old < 80 else old
                    if piano:
                        swap[old] = old if 32 <= old < 40 else 0
                message = message.copy(program=swap[old])
            score.add(tick * PPQ / song.ticks_per_beat, message)


def compose(song, sources, folder, seconds, rng):
    """An mma song; a file with drums only gets the small band, a dealt performance replaces mma's drums."""
    pattern = song.detail
    style = BANDS[song.genre]
    performance = sources.path("groove-midi") / rng.choice(song.drums.files) if song.drums and rng.random() < 0.6 else None
    tempo = song.drums.bpm * rng.uniform(0.94, 1.06) if performance else rng.uniform(*style.tempo)
    grooves = [g for g in pattern["grooves"].split() if not EDGE.search(g)] or pattern["grooves"].split()
    grooves = [rng.choice(grooves)] if rng.random() < 0.3 else rng.sample(grooves, min(len(grooves), rng.randint(2, 4)))
    compound = pattern["time"].startswith("6")
    tempo *= 1.8 if compound else 1.2 if pattern["time"].startswith("3") else 1
    drum_only = pattern["drum_only"] == "True"
    bars = ceil(seconds * tempo / 60 / 3) + 1
    chords, key = song_chords(rng, style.pools, bars)
    midi, bar_beats = accompany(pattern["file"], grooves, chords, tempo, song.seed, folder)
    score = Score(tempo)
    add_accompaniment(score, midi, rng, performance is None, not drum_only, song.genre == "Jazz Piano")
    if DRUMS in score.used or performance:
        score.voice(DRUMS, rng.choice(style.kits), rng.randint(85, 120))
    if performance:
        play_performance(score, performance, seconds, bar_beats)
    if drum_only:
        play(score, style, rng, seconds, own_drums=False, sung=song.sung)
        return score
    channel = score.free_channel()
    if channel is not None:
        voice = rng.choice(style.leads)
        score.singer = channel if song.sung else None
        score.voice(channel, voice, rng.randint(75, 118), rng.randint(50, 78))
        on = [rng.random() < (0.85 if song.sung else style.lead_share) for _ in range(bars // 8 + 1)]
        lead(score, channel, rng, chords, key, bar_beats, lambda b: on[b // 8], style.swing,
             62 if voice in (26, 27, 29, 30, 57, 66) else 72, 0.85 if song.sung == "spoken" else style.busy, 0 if song.sung else style.chordal)
    return score
