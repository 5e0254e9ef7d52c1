#!/usr/bin/python3
"""Builds the training corpus: songs rendered from freely licensed patterns, cut into 30 s chunks, and corpus.csv."""
import argparse
import csv
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from fnmatch import fnmatchcase
from pathlib import Path

from corpus import check
from corpus.planning import plan
from corpus.recordings import labelled, other, real, unlabelled
from corpus.recordings.debian import Packages
from corpus.rendering import instruments, render
from corpus.sources import SourceError, Sources

COLUMNS = ("path", "genre", "song", "group", "family", "collection", "seed", "sources", "licence", "sha256")


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="gyms corpus", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder to write; run again to go on where a run stopped")
    parser.add_argument("--sources", type=Path, help="local copies: a folder a set (groove-midi, pop909, nottingham, openscore-quartets, "
                        "and real and recordings if there are any); sets not there are fetched from their public origin into OUT/sources")
    parser.add_argument("--songs-per-genre", type=int, default=100, help="songs of each genre, two chunks a song; fewer are always a part of more")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same packages: same bytes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="songs rendered at a time")
    parser.add_argument("--no-recordings", action="store_true", help="no music or speech from Debian packages (3 GB to fetch): rendered songs and noises alone")
    parser.add_argument("--only", metavar="PATTERN", help="only songs whose id or group matches, to listen to: 'patterns:soul/*', 'rock-0007'")
    parser.add_argument("--check", action="store_true", help="only verify the corpus in OUT: files, hashes, lengths, groups")
    given = parser.parse_args()
    if given.songs_per_genre < 4 or given.jobs < 1:
        parser.error("--songs-per-genre must be at least 4 and --jobs at least 1")
    if given.sources and not given.sources.is_dir():
        parser.error(f"--sources {given.sources} is not a folder")
    return given


def work(task):
    """Renders one song in a worker; returns (song id, rows, problem)."""
    song, sources, out = task
    try:
        with tempfile.TemporaryDirectory(dir=out, prefix=".work-") as folder:
            return song.id, render.render(song, sources, out, Path(folder)), None
    except Exception as error:  # one song's failure is reported by name, the others go on
        return song.id, [], f"{type(error).__name__}: {error}"


def write_manifest(path, rows):
    """corpus.csv (or real.csv), whole or not at all."""
    part = path.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    part.rename(path)


def progress(done, total, began, started_with):
    """One line on standard error: count, rate, time left."""
    spent = time.monotonic() - began
    rate = max(1e-9, (done - started_with) / max(spent, 1e-9))
    left = (total - done) / rate
    text = f"corpus: {done}/{total} songs, {rate * 60:.1f} a minute, {int(left // 60)} min {int(left % 60):02d} s left"
    if sys.stderr.isatty():
        print(f"\r{text}\033[K", end="" if done < total else "\n", file=sys.stderr, flush=True)
    elif done % 20 == 0 or done == total:
        print(text, file=sys.stderr, flush=True)


def build(given):
    """Renders what is missing; returns the exit code."""
    given.out.mkdir(parents=True, exist_ok=True)
    for left_over in given.out.glob(".work-*"):
        shutil.rmtree(left_over)
    render.require_programs()
    sources = Sources(given.sources, given.out / "sources")
    sources.prepare()
    print("corpus: planning", file=sys.stderr)
    songs = plan.make(sources, given.songs_per_genre, given.seed)
    if given.only:
        songs = [song for song in songs if fnmatchcase(song.id, given.only) or fnmatchcase(song.group, given.only)]
    rows = {song.id: found for song in songs if (found := render.rendered(song, given.out))}
    missing = [song for song in songs if song.id not in rows]
    random.Random(given.seed).shuffle(missing)  # so that what is there early is a fair sample
    began, before, failed = time.monotonic(), len(rows), 0
    with multiprocessing.Pool(given.jobs, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        for name, found, problem in pool.imap_unordered(work, [(song, sources, given.out) for song in missing]):
            if problem:
                failed += 1
                print(f"\ncorpus: {name} failed: {problem}", file=sys.stderr)
            rows[name] = found
            progress(len(rows), len(songs), began, before)
        unknown = [] if given.only else instruments.write(given.out / "instruments.csv", songs, sources, pool)
    made = [row for song in songs for row in rows[song.id]]
    if given.only:
        write_manifest(given.out / "corpus.csv", made)
        print("\n".join(str(given.out / row["path"]) for row in made))
        return 1 if failed else 0
    recorded, missed = record(given)
    write_manifest(given.out / "corpus.csv", made + recorded)
    problems = unknown + missed + check.problems(given.out)
    for problem in problems:
        print(f"corpus: {problem}", file=sys.stderr)
    return 1 if failed or problems else 0


def record(given):
    """Writes real.csv, other.csv and unlabelled.csv; returns the labelled recordings' rows and what could not be had."""
    packages = None if given.no_recordings else Packages(given.out / "sources" / "debian")
    learned = []
    if given.sources and (given.sources / "real" / "tracks.csv").exists():
        excerpts = real.decode(given.sources / "real", given.out)
        write_manifest(given.out / "real.csv", excerpts)
        learned = real.learned(excerpts)
    if given.sources and (given.sources / "recordings" / "tracks.csv").exists():
        learned += real.free(given.sources / "recordings", given.out)
    small = 12 if given.songs_per_genre < 12 else None  # a tiny corpus has a tiny rest
    print("corpus: noises and voices", file=sys.stderr)
    rest, missed = other.build(packages, given.out, small)
    write_manifest(given.out / "other.csv", rest)
    if not packages:
        return learned, missed
    print("corpus: recordings", file=sys.stderr)
    named, without = labelled.build(packages, given.out, small)
    unnamed, lacking = unlabelled.build(packages, given.out, small)
    write_manifest(given.out / "unlabelled.csv", unnamed)
    return learned + named, sorted(set(missed + without + lacking))


def main():
    """Runs; 0 all well, 1 something failed (each named), 2 bad usage."""
    given = arguments()
    try:
        if given.check:
            problems = check.problems(given.out)
            print("\n".join(problems) or check.summary(given.out))
            return 1 if problems else 0
        return build(given)
    except (SourceError, OSError, RuntimeError) as error:
        print(f"corpus: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ncorpus: stopped; run the same command again to go on", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
