"""Songs from POP909: its melody and piano, arranged with bass and drums."""
from statistics import mean

import mido

from corpus.bands.band import play_grid
from corpus.bands.drums import play as play_performance
from corpus.bands.styles import BANDS
from corpus.bands.templates import GRIDS
from corpus.music.score import DRUMS, Score

STYLES = {"Pop": ("eighths", "fourfloor", "synthpop", "sixteenths"), "Soft Rock": ("ballad", "eighths", "sixteenths")}


def notes(path):
    """{track name: [(start, length, pitch, velocity)]} in quarter notes, and the tempo."""
    song, tempo, tracks = mido.MidiFile(path), 500000, {}
    for track in song.tracks:
        tick, begun, found = 0, {}, []
        for message in track:
            tick += message.time
            if message.type == "set_tempo":
                tempo = message.tempo
            elif message.type == "note_on" and message.velocity:
                begun[message.note] = (tick, message.velocity)
            elif message.type in ("note_on", "note_off") and message.note in begun:
                start, loud = begun.pop(message.note)
                found.append((start / song.ticks_per_beat, (tick - start) / song.ticks_per_beat, message.note, loud))
        tracks[track.name] = found
    return tracks, mido.tempo2bpm(tempo)


def downbeat(piano):
    """Where bars begin (0..4 quarter notes): the sixteenth on which most low piano notes fall."""
    low = sorted(n[2] for n in piano)[len(piano) // 4]
    count = [0.0] * 16
    for start, length, pitch, _ in piano:
        if pitch <= low:
            count[round(start * 4) % 16] += min(2, length)
    return max(range(16), key=lambda i: count[i] + 0.5 * count[(i + 8) % 16]) / 4


def fits(path, genre):
    """Whether a song is in 4/4 on its grid, and is this genre's: every other song is for Soft Rock, unless it is too fast."""
    if int(path.stem) % 2 != (genre == "Soft Rock"):
        return False
    tracks, tempo = notes(path)
    piano = tracks.get("PIANO", [])
    if len(piano) < 300 or not tracks.get("MELODY"):
        return False
    strong = sum(1 for n in piano if abs(n[0] * 2 - round(n[0] * 2)) < 0.2) / len(piano)
    return strong > 0.5 and (60 <= tempo <= 100 if genre == "Soft Rock" else 72 <= tempo <= 150)


def compose(song, sources, folder, seconds, rng):
    """Piano (or another keyboard, or guitar) and lead as in the data; bass from the lowest notes; drums on top."""
    tracks, tempo = notes(sources.path("pop909") / song.detail["file"])
    piano, melody, bridge = tracks["PIANO"], tracks["MELODY"], tracks.get("BRIDGE", [])
    style = BANDS[song.genre]
    shift = rng.randint(-4, 4)
    score = Score(tempo * rng.uniform(0.95, 1.05))
    first = min(n[0] for n in piano)
    zero = downbeat(piano)
    zero += int((first - zero) // 4) * 4
    score.voice(0, rng.choice(style.leads), rng.randint(85, 118), 64)
    score.voice(4, rng.choice(style.leads), rng.randint(70, 100), 80)
    score.singer = 0 if song.sung else None
    score.voice(1, rng.choice((0, 0, 0, 1, 2, 3, 4, 5, 11, 16, 24, 25, 26, 27, 46)), rng.randint(70, 105), rng.randint(40, 88))
    score.voice(2, rng.choice(style.bass[0]), rng.randint(85, 115), 64)
    score.voice(3, rng.choice((48, 50, 89, 90)), rng.randint(45, 80), rng.randint(30, 98))
    total = max(n[0] + n[1] for n in piano) - zero
    for channel, part in ((0, melody), (1, piano), (4, bridge)):
        for start, length, pitch, loud in part:
            score.note(channel, pitch + shift, start - zero, length, loud * 0.9)
            if start - zero + total < seconds * score.tempo / 60:
                score.note(channel, pitch + shift, start - zero + (int(total // 4) + 1) * 4, length, loud * 0.9)
    bars = int(seconds * score.tempo / 240) + 2
    period = int(total // 4) + 1
    figure = rng.choice(("1.1.1.1.", "1--1--1-", "1---1---", "1-------"))
    grids = [GRIDS[rng.choice(STYLES[song.genre])] for _ in range(2)]
    if song.drums:
        play_performance(score, sources.path("groove-midi") / rng.choice(song.drums.files), seconds)
    score.voice(DRUMS, rng.choice(style.kits), rng.randint(80, 112))
    for bar in range(bars):
        for half in (0, 2):
            at = (bar % period) * 4 + half + zero
            sounding = [n for n in piano if at - 0.2 <= n[0] < at + 1.8 and n[2] < 64]
            if not sounding:
                continue
            root = 28 + (min(n[2] for n in sounding) + shift - 28) % 12
            for i, symbol in enumerate(figure):
                if symbol == "1":
                    score.note(2, root, bar * 4 + half + i / 4, 0.45 if "." in figure else 0.7, 88 + rng.gauss(0, 5))
            pad = sorted({60 + (n[2] + shift) % 12 for n in sounding})[:4]
            if (bar // 8) % 2:
                for pitch in pad:
                    score.note(3, pitch, bar * 4 + half, 1.95, 60)
        if not song.drums and (bar // 8 or rng.random() < 0.5):
            play_grid(score, rng, grids[(bar // 8) % 2][bar % 4 == 3], bar, 0.5, min(1.0, mean((0.8, score.tempo / 100))))
    return score
