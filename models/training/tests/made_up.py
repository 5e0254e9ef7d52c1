"""Small made-up training data in the shape the extraction writes."""
import csv
import os

import numpy as np

from training.data.features import WIDTH
from training.data.music import WIDTH_OF_EMBEDDINGS, read_table

GENRES, GROUPS, FAMILIES = ("Blues", "Classical", "Rock"), 6, ("bright", "dark", "soft")
COLLECTIONS = ("drawn", "made-up")


def write(folder, songs_each=4, seed=0, prefix="", artists=0, embedded=False):
    """Songs of two 30 s clips with a genre, group and family tint; returns the folder.

    They belong to two collections; `artists` of each genre add a recording each. `embedded`: with embeddings, in which genres differ.
    """
    rng = np.random.default_rng(seed)
    tint = {kind: rng.normal(size=(count, WIDTH)) for kind, count in
            (("genre", len(GENRES)), ("group", len(GENRES) * GROUPS), ("family", len(FAMILIES)))}
    clips, windows, features, spectrograms = [], [], [], []
    for g, genre in enumerate(GENRES):
        for group in range(GROUPS + artists):
            for number in range(songs_each if group < GROUPS else 1):
                family = (group + number) % len(FAMILIES)
                song = f"{prefix}{genre}-{group}-{number}"
                made = ((f"{prefix}{genre}:{group}", FAMILIES[family], COLLECTIONS[group % 2]) if group < GROUPS
                        else (f"artist:{prefix}{genre}-{group}", "recorded", "recordings"))
                for part in range(2):
                    clip = len(clips)
                    clips.append((clip, f"{song}-{part}.flac", genre, song, *made, 1))
                    look = 2 * tint["genre"][g] + 0.5 * tint["group"][(g * GROUPS + group) % len(tint["group"])] + 0.5 * tint["family"][family]
                    for i in range(5):
                        value = look + 0.3 * rng.normal(size=WIDTH)
                        value[23:25] = 0.1 * np.exp(0.3 * value[23:25])
                        image = np.clip(0.4 + 0.2 * look[:20].repeat(5)[:, None] + 0.1 * rng.normal(size=(100, 100)), 0, 1)
                        windows.append((len(windows), clip, i, 6.0 * i, 6.0 * i + 6, int(clip == 0 and i == 0)))
                        features.append(value)
                        spectrograms.append(image)
    table(folder, "clips.csv", "clip path genre song group family collection seed", clips)
    table(folder, "windows.csv", "row clip index start_s end_s silent", windows)
    np.save(os.path.join(folder, "features.npy"), np.array(features, np.float32))
    np.save(os.path.join(folder, "contexts.npy"), np.array(features, np.float32))
    np.save(os.path.join(folder, "spectrograms.npy"), np.array(spectrograms, np.float16))
    if embedded:
        embed(folder, seed)
    return folder


def embed(folder, seed=0):
    """Adds embeddings.npy to a folder: noise in which every genre is tinted otherwise; what is no music is noise alone."""
    rng, tint = np.random.default_rng(seed), {}
    clips, windows = read_table(os.path.join(folder, "clips.csv"), ("clip", "genre")), read_table(os.path.join(folder, "windows.csv"), ("clip",))
    genres = dict(zip(clips["clip"], clips["genre"]))
    for number, genre in enumerate(sorted(set(clips["genre"]) - {""})):
        tint[genre] = np.random.default_rng(number).normal(size=WIDTH_OF_EMBEDDINGS)
    found = [tint.get(genres[clip], 0) + 0.5 * rng.normal(size=WIDTH_OF_EMBEDDINGS) for clip in windows["clip"]]
    np.save(os.path.join(folder, "embeddings.npy"), np.array(found, np.float32))


def library(folder, tracks, seed=0, mislabelled=(), embedded=False):
    """A small library as the extraction writes it: `tracks` is genre -> list of artists, a track each (None: unknown)."""
    rng = np.random.default_rng(seed)
    clips, windows, features, spectrograms = [], [], [], []
    for g, (genre, artists) in enumerate(tracks.items()):
        for number, artist in enumerate(artists):
            song = f"{genre}/{number}.flac"
            look = 2 * np.random.default_rng(g).normal(size=WIDTH) + 0.3 * rng.normal(size=WIDTH)
            for part in range(2):
                clip = len(clips)
                label = mislabelled[song] if song in mislabelled else genre
                clips.append((clip, song, label, song, f"artist:{artist}" if artist else song, "own", "own", 0))
                for i in range(5):
                    value = look + 0.3 * rng.normal(size=WIDTH)
                    value[23:25] = 0.1 * np.exp(0.3 * value[23:25])
                    windows.append((len(windows), clip, i, 6.0 * i, 6.0 * i + 6, 0))
                    features.append(value)
                    spectrograms.append(np.clip(0.4 + 0.1 * look[:20].repeat(5)[:, None] + 0.1 * rng.normal(size=(100, 100)), 0, 1))
    table(folder, "clips.csv", "clip path genre song group family collection seed", clips)
    table(folder, "windows.csv", "row clip index start_s end_s silent", windows)
    for name, values, kind in (("features", features, np.float32), ("contexts", features, np.float32), ("spectrograms", spectrograms, np.float16)):
        np.save(os.path.join(folder, f"{name}.npy"), np.array(values, kind))
    if embedded:
        embed(folder, seed)
    return folder


def sounds(folder, seed=5):
    """What is no music, of four kinds, with embeddings; returns the folder."""
    rng, kinds = np.random.default_rng(seed), ("speech:a", "noise:hum", "noise:rain", "espeak:b")
    clips = [(clip, f"{clip}.flac", "", f"sound {clip}", kinds[clip % len(kinds)], "", "other", 1) for clip in range(3 * len(kinds))]
    windows = [(2 * clip + i, clip, i, 6.0 * i, 6.0 * i + 6, 0) for clip, *_ in clips for i in range(2)]
    table(folder, "clips.csv", "clip path genre song group family collection seed", clips)
    table(folder, "windows.csv", "row clip index start_s end_s silent", windows)
    values = rng.normal(size=(len(windows), WIDTH)).astype(np.float32)
    values[:, 23:25] = 0.1
    np.save(os.path.join(folder, "features.npy"), values)
    np.save(os.path.join(folder, "contexts.npy"), values)
    np.save(os.path.join(folder, "spectrograms.npy"), rng.random((len(windows), 100, 100)).astype(np.float16))
    embed(folder, seed)
    return folder


def table(folder, name, columns, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split())
        writer.writerows(rows)
