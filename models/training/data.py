"""The extracted training data: clips (30 s chunks), their 6 s windows, features and spectrograms."""
import csv
import hashlib
import os
from dataclasses import dataclass

import numpy as np

CLIP_COLUMNS = ("clip", "path", "genre", "song", "group", "family", "collection", "seed")
WINDOW_COLUMNS = ("row", "clip", "index", "start_s", "end_s", "silent")


class DataError(Exception):
    """The data folder is missing something or contradicts itself; the message says what."""


@dataclass
class Data:
    """Non-silent windows, one a row; every array has the same first dimension N.

    contexts [N,25] float32 (30 s means), spectrograms [N,100,100] float16 = (dB+80)/80 (row 0 the
    highest frequency), genre [N] index into `genres`, clip/song/group/family/collection [N] of str.
    """
    genres: list
    contexts: np.ndarray
    spectrograms: np.ndarray
    genre: np.ndarray
    clip: np.ndarray
    song: np.ndarray
    group: np.ndarray
    family: np.ndarray
    collection: np.ndarray
    sha256: str

    def __len__(self):
        return len(self.genre)


def read_table(path, columns):
    """Rows of a CSV file as a dict of string arrays; raises DataError when a column is missing."""
    if not os.path.isfile(path):
        raise DataError(f"{path} is missing: run the extraction first (gyms train does)")
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise DataError(f"{path} has no rows")
    missing = [c for c in columns if c not in rows[0]]
    if missing:
        raise DataError(f"{path} lacks the columns {', '.join(missing)}")
    return {c: np.array([row[c] or "" for row in rows]) for c in columns}


def read_array(folder, name, shape):
    """A memory-mapped array of the folder, checked against the shape expected."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        raise DataError(f"{path} is missing: run the extraction first (gyms train does)")
    array = np.load(path, mmap_mode="r")
    if array.shape != shape:
        raise DataError(f"{path} has shape {list(array.shape)}, expected {list(shape)}")
    return array


def load(folder, genres=None):
    """Reads a data folder. `genres` fixes their order; by default they are those present, sorted."""
    clips = read_table(os.path.join(folder, "clips.csv"), CLIP_COLUMNS)
    windows = read_table(os.path.join(folder, "windows.csv"), WINDOW_COLUMNS)
    count = len(windows["row"])
    contexts = read_array(folder, "contexts.npy", (count, 25))
    spectrograms = read_array(folder, "spectrograms.npy", (count, 100, 100))

    place = {name: i for i, name in enumerate(clips["clip"])}
    try:
        owner = np.array([place[c] for c in windows["clip"]])
    except KeyError as clip:
        raise DataError(f"windows.csv names clip {clip}, which clips.csv lacks") from None
    known = genres or sorted(set(clips["genre"]))
    labelled = np.isin(clips["genre"][owner], known)
    keep = np.flatnonzero((windows["silent"] == "0") & labelled)
    owner = owner[keep]
    contexts = np.ascontiguousarray(contexts[keep])
    if not len(keep):
        raise DataError(f"{folder} has no window that is not silent and carries a known genre")
    if not np.isfinite(contexts).all():
        raise DataError(f"{folder}/contexts.npy has values that are not finite")

    group = np.where(clips["group"] == "", clips["song"], clips["group"])
    check_songs(clips["song"], group)
    return Data(list(known), contexts, np.ascontiguousarray(spectrograms[keep]),
                np.array([known.index(g) for g in clips["genre"][owner]]), clips["clip"][owner],
                clips["song"][owner], group[owner], clips["family"][owner], clips["collection"][owner],
                digest(os.path.join(folder, "clips.csv")))


def check_songs(songs, groups):
    """A song in two groups could sit on both sides of an honest split: refused."""
    seen = {}
    for song, group in zip(songs, groups):
        if seen.setdefault(song, group) != group:
            raise DataError(f"song {song} is in two groups, {seen[song]} and {group}")


def digest(path):
    """SHA-256 of a file, hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
