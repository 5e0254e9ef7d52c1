"""Performances of the Groove MIDI Dataset: which there are, who may use which, and playing one in a loop."""
import csv
from collections import defaultdict
from dataclasses import dataclass

import mido

from corpus.music.score import DRUMS, PPQ

# Roland TD-11 pitches that General MIDI kits lack.
TO_GM = {22: 42, 26: 46, 58: 43}
SWINGING = ("shuffle", "swing", "jazz", "blues", "secondline")


@dataclass(frozen=True)
class Unit:
    """Performances that are one pattern: a file, or an evaluation groove that several drummers played."""
    name: str
    style: str
    bpm: int
    files: tuple

    @property
    def swings(self):
        """Whether its off-beats are (probably) late."""
        return any(word in self.style for word in SWINGING)


def units(folder):
    """All 4/4 beats of at least 15 s, by unit name."""
    grouped = defaultdict(list)
    with open(folder / "info.csv", newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["beat_type"] == "beat" and row["time_signature"] == "4-4" and float(row["duration"]) >= 15:
                shared = "eval_session" in row["session"]
                grouped[row["style"] if shared else row["midi_filename"][:-4]].append(row)
    return [Unit(name, rows[0]["style"], int(rows[0]["bpm"]), tuple(sorted(r["midi_filename"] for r in rows)))
            for name, rows in sorted(grouped.items())]


def play(score, path, seconds, bar_beats=4):
    """Loops a performance over the song in whole bars, at the score's tempo."""
    song = mido.MidiFile(path)
    notes, begun, tick = [], {}, 0
    for message in mido.merge_tracks(song.tracks):
        tick += message.time
        if message.type == "note_on" and message.velocity > 0:
            begun[message.note] = (tick, message.velocity)
        elif message.type in ("note_on", "note_off") and message.note in begun:
            start, velocity = begun.pop(message.note)
            notes.append((start / song.ticks_per_beat, (tick - start) / song.ticks_per_beat, message.note, velocity))
    # The last performance bar is often an ending: drop it where enough is left.
    bars = int(max(n[0] for n in notes) // bar_beats) or 1
    bars = bars - 1 if bars > 4 else bars
    wanted = seconds * score.tempo / 60
    repeat = 0
    while repeat * bars * bar_beats < wanted:
        for start, length, pitch, velocity in notes:
            if start < bars * bar_beats:
                score.note(DRUMS, TO_GM.get(pitch, pitch), repeat * bars * bar_beats + start, max(length, 30 / PPQ), velocity)
        repeat += 1
