"""Real excerpts as 22 050 Hz FLAC: those to look at, with a manifest of their own, and the free recordings that are learned from."""
import csv
import subprocess

from corpus.music.score import RATE
from corpus.planning.plan import slug
from corpus.recordings import labelled

SAMPLES = {("Robert van Herk", "City Blues")}      # of samples/LICENSES.md, those that are among the free recordings; packages.csv names the others


def decode(folder, out):
    """Decodes every row of tracks.csv (once) and returns manifest rows; the group is the artist."""
    return [labelled.row(converted(folder, track["clip"], out / "real"), out, track["genre"], f"real-{stem(track['clip'])}", f"artist:{slug(track['artist'])}",
                         "real", track["origin"], track["licence"], family="real") for track in listed(folder)]


def free(folder, out):
    """The same of a folder of free recordings, several clips a track: rows to learn from, less what the product's samples are cut from.
    Artists nobody names are one a track."""
    rows = []
    for track in listed(folder):
        if (track["artist"], track["title"]) in SAMPLES:
            continue
        artist = track["track_id"] if "not stated" in track["artist"] else track["artist"]
        rows.append(labelled.row(converted(folder, track["clip"], out / "free"), out, track["genre"], f"free-{track['track_id'].lower()}", f"artist:{slug(artist)}",
                                 "recordings", f"{track['source_repo_or_package']}:{track['path']}", track["licence"]))
    return rows


def learned(rows):
    """The rows to learn from as well: no NC in the licence. Same song and group as in real.csv, so that it can leave them out."""
    return [row | {"family": "recorded", "collection": "recordings"} for row in rows if "NC" not in row["licence"]]


def listed(folder):
    """The rows of its tracks.csv."""
    with open(folder / "tracks.csv", newline="", encoding="utf-8") as tracks:
        return list(csv.DictReader(tracks))


def stem(clip):
    """The clip's name in the corpus."""
    return clip.rsplit(".", 1)[0].replace("/", "-").replace(" ", "-")


def converted(folder, clip, target):
    """The clip as mono FLAC, made once."""
    path = target / (stem(clip) + ".flac")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        part = path.with_suffix(".part")
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(folder / clip), "-map_metadata", "-1", "-flags", "+bitexact", "-ac", "1",
                        "-af", f"aresample={RATE}:resampler=soxr:precision=20", "-sample_fmt", "s16", "-f", "flac", str(part)], check=True)
        part.rename(path)
    return path
