"""The real excerpts as 22 050 Hz FLAC with a manifest of their own; those whose licence allows it may also be learned from."""
import csv
import hashlib
import subprocess

from corpus.music.score import RATE
from corpus.planning.plan import slug


def decode(folder, out):
    """Decodes every row of tracks.csv (once) and returns manifest rows; the group is the artist."""
    rows = []
    with open(folder / "tracks.csv", newline="", encoding="utf-8") as tracks:
        for track in csv.DictReader(tracks):
            path = out / "real" / (track["clip"].rsplit(".", 1)[0] + ".flac")
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                part = path.with_suffix(".part")
                subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(folder / track["clip"]), "-map_metadata", "-1", "-flags", "+bitexact", "-ac", "1",
                                "-af", f"aresample={RATE}:resampler=soxr:precision=20", "-sample_fmt", "s16", "-f", "flac", str(part)], check=True)
                part.rename(path)
            rows.append({"path": path.relative_to(out).as_posix(), "genre": track["genre"], "song": f"real-{path.stem}", "group": f"artist:{slug(track['artist'])}",
                         "family": "real", "collection": "real", "seed": 0, "sources": track["origin"], "licence": track["licence"],
                         "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    return rows


def learned(rows):
    """The rows to learn from as well: no NC in the licence. Same song and group as in real.csv, so that it can leave them out."""
    return [row | {"family": "recorded", "collection": "recordings"} for row in rows if "NC" not in row["licence"]]
