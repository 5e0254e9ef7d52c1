"""Real excerpts as 22 050 Hz FLAC: those to look at, with a manifest of their own, and the free recordings that are learned from."""
import csv
import hashlib
import subprocess

from corpus.music.score import RATE
from corpus.planning.plan import slug


SAMPLES = {("Robert van Herk", "City Blues")}      # of samples/LICENSES.md, those that are among the free recordings; packages.csv names the others


def decode(folder, out):
    """Decodes every row of tracks.csv (once) and returns manifest rows; the group is the artist."""
    return [row(track, converted(folder, track["clip"], out / "real"), out, f"real-{stem(track['clip'])}", track["artist"], "real", "real", track["origin"])
            for track in listed(folder)]


def free(folder, out):
    """The same of a folder of free recordings, several clips a track: rows to learn from, less what the product's samples are cut from.
    Artists nobody names are one a track."""
    return [row(track, converted(folder, track["clip"], out / "free"), out, f"free-{track['track_id'].lower()}",
                track["track_id"] if "not stated" in track["artist"] else track["artist"], "recorded", "recordings",
                f"{track['source_repo_or_package']}:{track['path']}") for track in listed(folder) if (track["artist"], track["title"]) not in SAMPLES]


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


def row(track, path, out, song, artist, family, collection, origin):
    """A manifest row of a decoded clip."""
    return {"path": path.relative_to(out).as_posix(), "genre": track["genre"], "song": song, "group": f"artist:{slug(artist)}",
            "family": family, "collection": collection, "seed": 0, "sources": origin, "licence": track["licence"],
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
