"""Reads a ready table of features: columns of numbers, `label`, perhaps `group`."""
import csv
import sys

import numpy as np

from training.data.features import FEATURES, RMS_HARMONIC, RMS_PERCUSSIVE, AsTheyAre
from training.data.files import digest
from training.data.music import Data, DataError

FILE_COLUMNS = ("path", "file", "filename")
WHERE = ("start_s", "end_s")
CHUNK, SKIP, LONG, LISTENED = 30, 30, 90, 120    # seconds, as the extraction cuts tracks
SILENT = 1e-3                                    # root mean square of -60 dB


def say(text):
    print(f"gyms: {text}", file=sys.stderr)


def load(path):
    """The table as training data: rows as they are, or, where they are the windows of gyms features, their 30 s means."""
    columns = read(path)
    label = np.char.strip(columns.pop("label"))
    names = next((columns.pop(c) for c in FILE_COLUMNS if c in columns), None)
    group = columns.pop("group", names)
    if group is None:
        say("no column group: each row is held out by itself; if rows of one song are in it more than once, the figures flatter")
        group = np.arange(len(label)).astype(str)
    names = np.arange(len(label)).astype(str) if names is None else names
    values = numbers(columns)
    keep = once(np.stack(list(values.values()), 1), label, label != "")
    label, group, names = label[keep], group[keep], names[keep]
    values = {name: column[keep] for name, column in values.items()}
    genres = sorted(set(label.tolist()))
    genre = np.searchsorted(genres, label)
    if set(FEATURES) <= set(values):
        return ours(path, values, names, group, genres, genre)
    values = {name: column for name, column in values.items() if name not in WHERE}
    features = filled(np.stack(list(values.values()), 1))
    rows = np.arange(len(label)).astype(str)
    return made(path, features, rows, rows, group, genres, genre, view=AsTheyAre(values), complete=False)


def read(path):
    """The columns of a CSV file as text."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            header, *rows = [row for row in csv.reader(file) if row] or [[]]
    except UnicodeDecodeError:
        raise DataError(f"{path} is not text in UTF-8") from None
    header = [name.strip() for name in header]
    if "label" not in header:
        raise DataError(f"{path} has no column 'label'")
    if not rows:
        raise DataError(f"{path} has no rows")
    for number, row in enumerate(rows):
        if len(row) != len(header):
            raise DataError(f"{path}: record {number + 2} has {len(row)} fields, not {len(header)}")
    if len(set(header)) < len(header):
        raise DataError(f"{path} names a column twice")
    return {name: np.array([row[i] for row in rows]) for i, name in enumerate(header)}


def numbers(columns):
    """The columns that are numbers, as float64; what is missing is NaN. The others are named and left out."""
    values, texts = {}, []
    for name, column in columns.items():
        try:
            values[name] = np.where(np.char.strip(column) == "", "nan", column).astype(float)
            values[name][~np.isfinite(values[name])] = np.nan
        except ValueError:
            texts.append(name)
        else:
            if np.isnan(values[name]).all():
                texts.append(name)
                del values[name]
    if texts:
        say(f"left out, being no numbers: {', '.join(texts)}")
    if not values:
        raise DataError("no column of numbers beside the label")
    return values


def once(values, label, labelled):
    """Rows to keep: labelled, the same numbers once, and not at all when they carry two labels."""
    if not labelled.all():
        say(f"{(~labelled).sum()} rows have no label and are left out")
    _, first, inverse = np.unique(values, axis=0, return_index=True, return_inverse=True)
    inverse = inverse.ravel()
    labels = [set() for _ in first]
    for i in np.flatnonzero(labelled):
        labels[inverse[i]].add(label[i])
    torn = np.array([len(found) > 1 for found in labels])[inverse]
    if (torn & labelled).any():
        say(f"{(torn & labelled).sum()} rows have the same numbers but different labels and are left out")
    seen, keep = set(), []
    for i in np.flatnonzero(labelled & ~torn):
        if inverse[i] not in seen:
            seen.add(inverse[i])
            keep.append(i)
    copies = int((labelled & ~torn).sum()) - len(keep)
    if copies:
        say(f"{copies} rows are copies of others and count once")
    if not keep:
        raise DataError("no row with a label is left")
    return np.array(keep)


def filled(features):
    """The features float32, missing ones as the median of their column."""
    missing = np.isnan(features)
    if missing.any():
        say(f"{missing.sum()} values are missing and taken as the median of their column")
        features = np.where(missing, np.nanmedian(features, 0), features)
    return features.astype(np.float32)


def made(path, features, clip, song, group, genres, genre, **more):
    """Data without spectrograms."""
    nothing = np.full(len(clip), "")
    return Data(features, None, clip, song, group, nothing, nothing, list(genres), genre, digest(path), **more)


def ours(path, values, names, group, genres, genre):
    """The 25 features: windows become 30 s means as in training, rows without times stay as they are."""
    features = filled(np.stack([values[name] for name in FEATURES], 1))
    extra = [name for name in values if name not in FEATURES and name not in WHERE]
    if extra:
        say(f"left out, not being among the 25: {', '.join(extra)}")
    if not all(c in values for c in WHERE):
        return made(path, features, names, names, group, genres, genre)
    start, end = (values[c] for c in WHERE)
    rows, clips, contexts = [], [], []
    for name in np.unique(names):
        track = np.flatnonzero(names == name)
        track = track[np.argsort(start[track], kind="stable")]
        part = start[track] // CHUNK
        first = SKIP if end[track].max() >= LONG else 0
        for number in np.unique(part):
            chunk = track[(part == number) & (start[track] >= first) & (start[track] < LISTENED)]
            loud = chunk[np.hypot(features[chunk, RMS_HARMONIC], features[chunk, RMS_PERCUSSIVE]) >= SILENT]
            rows.extend(loud)
            clips.extend([f"{name}#{int(number)}"] * len(loud))
            contexts.extend(around(features, start, end, loud))
    if not rows:
        raise DataError(f"{path} has no window that is not silent")
    return made(path, np.array(contexts, np.float32), np.array(clips), names[rows], group[rows], genres, genre[rows])


def around(features, start, end, rows):
    """Mean features of the windows within 15 s of each, weighted by their length."""
    length, centre = (end - start)[rows], (start + end)[rows] / 2
    for here in centre:
        weight = length * (np.abs(centre - here) < CHUNK / 2)
        yield (features[rows] * weight[:, None]).sum(0) / weight.sum()
