"""Labelled recordings: tracks of Debian packages whose genre is stated (recordings.csv), and the real excerpts one may learn from."""
import csv
import hashlib
from collections import Counter

from corpus.listings import LISTINGS
from corpus.planning.plan import slug
from corpus.recordings import excerpt
from corpus.recordings.debian import PackageError

LISTING = LISTINGS / "recordings.csv"
PER_TRACK, PER_ARTIST, PER_GENRE = 4, 12, 60


def tracks():
    """The rows of recordings.csv: package, path (stems joined by +), genre, artist, title, licence, evidence."""
    with open(LISTING, newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def shares(rows):
    """Chunks each artist may give in each genre: PER_ARTIST, less where a genre would have over PER_GENRE."""
    count = Counter((row["genre"], row["artist"]) for row in rows)
    allowed = {}
    for genre in {genre for genre, _ in count}:
        mine = {artist: min(PER_ARTIST, PER_TRACK * number) for (g, artist), number in count.items() if g == genre}
        cap = next(c for c in range(PER_ARTIST, 0, -1) if c == 1 or sum(min(c, number) for number in mine.values()) <= PER_GENRE)
        allowed |= {(genre, artist): min(cap, number) for artist, number in mine.items()}
    return allowed, count


def build(packages, out, limit=None):
    """Cuts the chunks (those not there yet); returns (manifest rows, problems). `limit` is the number of tracks."""
    listed = tracks()
    allowed, count = shares(listed)
    rows, problems, given = [], [], Counter()
    for track in listed[:limit]:
        key = (track["genre"], track["artist"])
        most = min(PER_TRACK, max(1, allowed[key] // count[key]), allowed[key] - given[key])
        try:
            folder = packages.folder(track["package"])
            inputs = [folder / part for part in track["path"].split("+")]
            name = f"recorded-{slug(track['artist'])}-{slug(track['title'])}"
            for number, start_s in enumerate(excerpt.starts(excerpt.duration(inputs[0]), most)):
                path = out / "recordings" / f"{name}-{number}.flac"
                if excerpt.cut(inputs, start_s, path):
                    given[key] += 1
                    rows.append(row(path, out, track["genre"], name, f"artist:{slug(track['artist'])}", "recordings",
                                    f"{packages.label(track['package'])}:{track['path']}", track["licence"]))
        except PackageError as problem:
            problems.append(str(problem))
        except Exception as problem:  # one track's failure is reported by name, the others go on
            problems.append(f"{track['package']} {track['path']}: {problem}")
    return rows, sorted(set(problems))


def row(path, out, genre, song, group, collection, source, licence, family="recorded"):
    """A manifest row of a finished file."""
    return {"path": path.relative_to(out).as_posix(), "genre": genre, "song": song, "group": group, "family": family, "collection": collection,
            "seed": 0, "sources": source, "licence": licence, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
