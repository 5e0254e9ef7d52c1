"""What sounds in a rendered song, from the notes it was made of: the truth that told sounds are judged by."""
import csv
import random
import tempfile
from collections import defaultdict
from pathlib import Path

from corpus.music.score import DRUMS, PPQ
from corpus.rendering import makers
from corpus.rendering.render import CHUNK, CHUNKS, SECONDS, SKIP

COLUMNS = ("song", "sound", "share")
DRUM_KIT, SUNG, SPOKEN, LAYERS = "drums", "sung", "spoken", "layers"


def of(song, sources, folder):
    """Sound -> share of the chunks' time in which it plays: General MIDI programs by number, `drums`, `sung` or `spoken`; and `layers`,
    1 where there is more than the sound font plays, so that nobody knows it all."""
    score = makers.compose(song, sources, folder, SECONDS, random.Random(song.seed))
    begin, length = SKIP, CHUNKS * CHUNK
    busy = defaultdict(set)
    program, sounding = {}, {}
    for tick, _, message in sorted(score.events, key=lambda event: (event[0], event[2].type != "note_off", event[1])):
        second = tick / PPQ * 60 / score.tempo
        if message.type == "program_change":
            program[message.channel] = message.program
        elif message.type == "note_on" and message.velocity > 0:
            sounding.setdefault((message.channel, message.note), second)
        elif message.type in ("note_on", "note_off"):
            since = sounding.pop((message.channel, message.note), None)
            if since is not None:
                name = DRUM_KIT if message.channel == DRUMS else str(program.get(message.channel, 0))
                busy[name] |= set(range(int(since), int(second) + 1))
    for since, lasts, *_ in score.sung:
        busy[SPOKEN if song.sung == "spoken" else SUNG] |= set(range(int(since), int(since + lasts) + 1))
    shares = {name: len([s for s in seconds if begin <= s < begin + length]) / length for name, seconds in busy.items()}
    return {**{name: round(share, 3) for name, share in shares.items() if share}, **({LAYERS: 1.0} if score.layers else {})}


def work(task):
    """Of one song, in a worker: (song id, what sounds in it, problem)."""
    song, sources = task
    try:
        with tempfile.TemporaryDirectory() as folder:
            return song.id, of(song, sources, Path(folder)), None
    except Exception as error:  # one song's failure is reported by name, the others go on
        return song.id, {}, f"{type(error).__name__}: {error}"


def write(path, songs, sources, pool):
    """instruments.csv of all songs, once: a line a song and sound; returns problems."""
    if path.exists():
        with open(path, newline="", encoding="utf-8") as file:
            if {row["song"] for row in csv.DictReader(file)} >= {song.id for song in songs}:
                return []
    problems, rows = [], []
    for name, shares, problem in pool.imap_unordered(work, [(song, sources) for song in songs], chunksize=4):
        problems += [f"{name}: what sounds in it is not known: {problem}"] if problem else []
        rows += [(name, sound, share) for sound, share in sorted(shares.items())]
    part = path.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(sorted(rows))
    part.rename(path)
    return problems
