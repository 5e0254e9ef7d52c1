"""Verifies a finished corpus: every file there, unaltered, 30 s, heard; groups and songs consistent."""
import csv
import hashlib
from collections import Counter, defaultdict

import numpy as np
import soundfile

from recipe import FAMILIES, GENRES


def _rows(out):
    with open(out / "corpus.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def problems(out):
    """What is wrong with the corpus, one line each; empty when nothing is."""
    rows, found = _rows(out), []
    songs, units = defaultdict(set), defaultdict(set)
    for row in rows:
        path = out / row["path"]
        songs[row["song"]].add((row["group"], row["family"], row["genre"]))
        for source in row["sources"].split(";"):
            if source.startswith("drums:"):
                units[source].add(row["group"])
        if not path.is_file():
            found.append(f"{row['path']} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            found.append(f"{row['path']} is not the file the manifest names")
        else:
            pcm, rate = soundfile.read(path, dtype="float32")
            if rate != 22050 or pcm.ndim != 1 or len(pcm) != 30 * rate:
                found.append(f"{row['path']} is not 30 s of mono at 22 050 Hz")
            elif np.sqrt(np.mean(pcm ** 2)) < 1e-3:
                found.append(f"{row['path']} is silent")
    found += [f"song {song} has more than one group, family or genre" for song, kinds in songs.items() if len(kinds) > 1]
    found += [f"{unit} is shared by groups {', '.join(sorted(groups))}" for unit, groups in units.items() if len(groups) > 1]
    found += [f"no chunk of {genre}" for genre in GENRES if genre not in {r["genre"] for r in rows}]
    found += [f"no chunk by {family}" for family in FAMILIES if family not in {r["family"] for r in rows}]
    return found


def summary(out):
    """Counts a genre: songs, chunks, groups, collections, families."""
    rows, lines = _rows(out), []
    for genre in GENRES:
        mine = [r for r in rows if r["genre"] == genre]
        songs = {r["song"]: r for r in mine}.values()
        lines.append(f"{genre}: {len(songs)} songs, {len(mine)} chunks, {len({r['group'] for r in mine})} groups, "
                     f"{dict(sorted(Counter(r['collection'] for r in songs).items()))}, {dict(sorted(Counter(r['family'] for r in songs).items()))}")
    return "\n".join(lines + [f"all: {len({r['song'] for r in rows})} songs, {len(rows)} chunks, {len({r['group'] for r in rows})} groups"])
