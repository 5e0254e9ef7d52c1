"""Verifies a finished corpus: every file there, unaltered, heard, chunks of songs 30 s long; groups and songs consistent."""
import csv
import hashlib
from collections import Counter, defaultdict

import numpy as np
import soundfile

from corpus.music.score import RATE
from corpus.planning.recipe import FAMILIES, GENRES

MANIFESTS = ("corpus", "real", "other", "unlabelled")


def _rows(out, manifest):
    path = out / f"{manifest}.csv"
    if manifest != "corpus" and not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _fault(out, row):
    """What is wrong with a row's file, or None."""
    path = out / row["path"]
    if not path.is_file():
        return "is missing"
    if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
        return "is not the file the manifest names"
    pcm, rate = soundfile.read(path, dtype="float32")
    if rate != RATE or pcm.ndim != 1:
        return "is not mono at 22 050 Hz"
    if row["family"] in FAMILIES and len(pcm) != 30 * rate:
        return "is not 30 s long"
    if row["genre"] and np.sqrt(np.mean(pcm ** 2)) < 1e-3:
        return "is silent"
    return None


def problems(out):
    """What is wrong with the corpus, one line each; empty when nothing is."""
    rows, found = _rows(out, "corpus"), []
    songs, units = defaultdict(set), defaultdict(set)
    for row in rows:
        songs[row["song"]].add((row["group"], row["family"], row["genre"]))
        for source in row["sources"].split(";"):
            if source.startswith("drums:"):
                units[source].add(row["group"])
    for manifest in MANIFESTS:
        found += [f"{row['path']} {fault}" for row in _rows(out, manifest) if (fault := _fault(out, row))]
    found += [f"song {song} has more than one group, family or genre" for song, kinds in songs.items() if len(kinds) > 1]
    found += [f"{unit} is shared by groups {', '.join(sorted(groups))}" for unit, groups in units.items() if len(groups) > 1]
    found += [f"no chunk of {genre}" for genre in GENRES if genre not in {r["genre"] for r in rows}]
    found += [f"no chunk by {family}" for family in FAMILIES if family not in {r["family"] for r in rows}]
    return found


def summary(out):
    """Counts a genre: songs, chunks, groups, collections, families."""
    rows, lines = _rows(out, "corpus"), []
    for genre in GENRES:
        mine = [r for r in rows if r["genre"] == genre]
        songs = {r["song"]: r for r in mine}.values()
        lines.append(f"{genre}: {len(songs)} songs, {len(mine)} chunks, {len({r['group'] for r in mine})} groups, "
                     f"{dict(sorted(Counter(r['collection'] for r in songs).items()))}, {dict(sorted(Counter(r['family'] for r in songs).items()))}")
    lines += [f"{manifest}: {len(found)} files" for manifest in MANIFESTS[1:] if (found := _rows(out, manifest))]
    return "\n".join(lines + [f"all: {len({r['song'] for r in rows})} songs, {len(rows)} chunks, {len({r['group'] for r in rows})} groups"])
