"""The extracted training data: clips (30 s chunks), their 6 s windows, features and spectrograms."""
import csv
import os
from dataclasses import dataclass, field

import numpy as np

from training.data.features import FEATURES, WIDTH, LevelInvariant
from training.data.files import digest

CLIP_COLUMNS = ("clip", "path", "genre", "song", "group", "family", "collection", "seed")
MADE_OF = ("clip", "song", "group", "family", "collection")
EMBEDDED = {"sounds": slice(0, 384), "tags": slice(384, 448)}      # where each backbone's numbers are in a row of embeddings
SOUNDS = EMBEDDED["sounds"]     # their context is a mean; the others have heard theirs
WIDTH_OF_EMBEDDINGS = EMBEDDED["tags"].stop
CONTEXT = 2                 # windows on either side: 30 s
WINDOW_COLUMNS = ("row", "clip", "index", "start_s", "end_s", "silent")


class DataError(Exception):
    """The data folder is missing something or contradicts itself; the message says what."""


@dataclass
class Music:
    """Non-silent windows, one a row; every array has the same first dimension N.

    contexts [N,161] float32 (30 s means of the 25 features and the texture), spectrograms [N,100,100] float16 = (dB+80)/80 (row 0 the
    highest frequency), clip/song/group/family/collection [N] of str.
    """
    contexts: np.ndarray
    spectrograms: np.ndarray
    clip: np.ndarray
    song: np.ndarray
    group: np.ndarray
    family: np.ndarray
    collection: np.ndarray
    embeddings: np.ndarray = field(default=None, kw_only=True)     # [N,448] float32: 30 s means of those of `sounds`, then those of `tags`; None where there are none

    def __len__(self):
        return len(self.clip)


@dataclass
class Data(Music):
    """Music with a genre [N], the index into `genres`; `view` is the module that makes of the contexts what the feature
    models see, level-invariant by default. `other` (what is no music) and `unlabelled` are Music without a genre, or None."""
    genres: list
    genre: np.ndarray
    sha256: str
    view: object = None
    complete: bool = True      # whether models of it can score audio
    other: Music = None
    unlabelled: Music = None
    heard: np.ndarray = None   # [N] that each window is music at all, by which confidences are multiplied; None: nobody tells
    networks: dict = None      # the backbones that made the embeddings, by name, where their classes are known

    def __post_init__(self):
        if self.view is None:
            self.view = LevelInvariant(self.contexts.shape[1])


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


def read(folder):
    """The clips' table, and of every window that is not silent: its row, its clip's place in the table, its context."""
    clips = read_table(os.path.join(folder, "clips.csv"), CLIP_COLUMNS)
    windows = read_table(os.path.join(folder, "windows.csv"), WINDOW_COLUMNS)
    place = {name: i for i, name in enumerate(clips["clip"])}
    try:
        owner = np.array([place[c] for c in windows["clip"]])
    except KeyError as clip:
        raise DataError(f"windows.csv names clip {clip}, which clips.csv lacks") from None
    rows = np.flatnonzero(windows["silent"] == "0")
    contexts = np.ascontiguousarray(read_array(folder, "contexts.npy", (len(owner), WIDTH))[rows])
    if not np.isfinite(contexts).all():
        raise DataError(f"{folder}/contexts.npy has values that are not finite")
    clips["group"] = np.where(clips["group"] == "", clips["song"], clips["group"])
    check_songs(clips["song"], clips["group"])
    return clips, rows, owner[rows], contexts


def array_of_windows(folder, name, shape, rows):
    """Some rows of an array that has one for every window, silent or not."""
    count = len(read_table(os.path.join(folder, "windows.csv"), ("row",))["row"])
    return np.ascontiguousarray(read_array(folder, name, (count, *shape))[rows])


def images(folder, rows):
    """The spectrograms of some windows."""
    return array_of_windows(folder, "spectrograms.npy", (100, 100), rows)


def embeddings(folder, rows, owner):
    """The embeddings of some windows, those of `sounds` as the mean of the windows around, two on either side, that are in the clip and not
    silent, weighted by their length as `FeatureContext` does in scoring; None where the folder has none."""
    if not os.path.isfile(os.path.join(folder, "embeddings.npy")):
        return None
    found = array_of_windows(folder, "embeddings.npy", (WIDTH_OF_EMBEDDINGS,), rows).astype(np.float32)
    windows = read_table(os.path.join(folder, "windows.csv"), ("start_s", "end_s"))
    length = (windows["end_s"].astype(np.float32) - windows["start_s"].astype(np.float32))[rows, None]
    total, weight = np.zeros((len(rows), SOUNDS.stop), np.float32), np.zeros((len(rows), 1), np.float32)
    for away in range(-CONTEXT, CONTEXT + 1):
        there = np.searchsorted(rows, rows + away).clip(max=len(rows) - 1)
        same = (rows[there] == rows + away) & (owner[there] == owner)
        total[same] += length[there[same]] * found[there[same], SOUNDS]
        weight[same] += length[there[same]]
    found[:, SOUNDS] = total / weight
    return found


def features(folder, genres):
    """The 25 features [N,25] of the windows that `load` reads of the folder."""
    clips, rows, owner, _ = read(folder)
    return array_of_windows(folder, "features.npy", (len(FEATURES),), rows[np.isin(clips["genre"][owner], genres)]).astype(float)


def load(folder, genres=None):
    """Reads a data folder. `genres` fixes their order; by default they are those present, sorted."""
    clips, rows, owner, contexts = read(folder)
    known = list(genres or sorted(set(clips["genre"])))
    labelled = np.flatnonzero(np.isin(clips["genre"][owner], known))
    if not len(labelled):
        raise DataError(f"{folder} has no window that is not silent and carries a known genre")
    rows, owner = rows[labelled], owner[labelled]
    return Data(contexts[labelled], images(folder, rows), *(clips[c][owner] for c in MADE_OF), known,
                np.array([known.index(g) for g in clips["genre"][owner]]), digest(os.path.join(folder, "clips.csv")),
                embeddings=embeddings(folder, rows, owner))


def load_other(folder):
    """Reads a data folder whose genres do not matter: what is no music, or music without a label."""
    clips, rows, owner, contexts = read(folder)
    return Music(contexts, images(folder, rows), *(clips[c][owner] for c in MADE_OF), embeddings=embeddings(folder, rows, owner))


def check_songs(songs, groups):
    """A song in two groups could sit on both sides of a grouped split: refused."""
    seen = {}
    for song, group in zip(songs, groups):
        if seen.setdefault(song, group) != group:
            raise DataError(f"song {song} is in two groups, {seen[song]} and {group}")
