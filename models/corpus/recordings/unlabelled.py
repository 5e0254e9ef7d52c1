"""Real music without a label: chunks from every track of the packages that recordings.csv does not name."""
import random

from corpus.planning.plan import slug
from corpus.recordings import excerpt, labelled
from corpus.recordings.debian import PackageError

PER_TRACK, PER_PACKAGE, SHORTEST_S = 2, 60, 45


def build(packages, out, limit=None):
    """Cuts up to two chunks a track, the first of all tracks before the second; returns (manifest rows, problems). `limit`: tracks in all."""
    named = {(row["package"], part) for row in labelled.tracks() for part in row["path"].split("+")}
    rows, problems, seen = [], [], 0
    for name, listed in sorted(packages.listing.items()):
        if not listed["music"] or (limit is not None and seen >= limit):
            continue
        try:
            folder = packages.folder(name)
            files = [p for p in packages.files(name, "music") if (name, p.relative_to(folder).as_posix()) not in named and not left_out(p, listed)]
        except PackageError as problem:
            problems.append(str(problem))
            continue
        random.Random(name).shuffle(files)
        each = PER_TRACK if len(files) * PER_TRACK <= PER_PACKAGE else 1
        for file in files[:min(PER_PACKAGE, limit or PER_PACKAGE)]:
            seen += 1
            try:
                length_s = excerpt.duration(file)
                for number, start_s in enumerate(excerpt.starts(length_s, each) if length_s >= SHORTEST_S else ()):
                    relative = file.relative_to(folder)
                    song = f"unlabelled-{slug(name)}-{slug(relative.with_suffix('').as_posix())[-60:]}"
                    path = out / "unlabelled" / f"{song}-{number}.flac"
                    if excerpt.cut([file], start_s, path):
                        rows.append(labelled.row(path, out, "", song, f"package:{name}", "unlabelled", f"{packages.label(name)}:{relative.as_posix()}", listed["licence"]))
            except Exception as problem:  # one track's failure is reported by name, the others go on
                problems.append(f"{name} {file.name}: {problem}")
    return rows, sorted(set(problems))


def left_out(file, listed):
    """Whether a package's `without` (words separated by ;) names the file: the product's samples, stems, ambience, doubtful origin, what ffmpeg refuses."""
    return any(word in file.as_posix() for word in listed["without"].split(";") if word)
