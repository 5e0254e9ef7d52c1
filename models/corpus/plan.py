"""Which songs there will be: pattern, group, drummer and sound-font family of each, all from one seed."""
import csv
import hashlib
import random
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from drums import Unit, units
from musicxml import composer
from pop_song import fits
from recipe import DRUMMERS, FAMILIES, GENRES, MIXED, ODD, SHARES, SUNG
from templates import TEMPLATES

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Song:
    """One song to be: `group` names the pattern that an honest split keeps on one side."""
    id: str
    genre: str
    collection: str
    group: str
    family: str
    seed: int
    detail: dict
    drums: Unit | None
    sung: str


def slug(text):
    """Lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def groove_files(genre):
    """mma's files for a genre; low-confidence ones only where there are few others."""
    with open(HERE / "mma-grooves.csv", newline="", encoding="utf-8") as rows:
        found = [r for r in csv.DictReader(rows) if r["genre"] == genre and r["file"] not in ODD]
    sure = [r for r in found if r["confidence"] != "low"]
    return sure if len(sure) >= 8 else found


def deal(pool, genres, needs, rng):
    """Deals drum units so that none serves two genres or groups: in turn, each genre takes the next it likes best."""
    left, dealt = list(pool), {g: [] for g in genres}
    rng.shuffle(left)
    hungry = True
    while hungry:
        hungry = False
        for genre in genres:
            styles, (low, high) = DRUMMERS[genre]
            liked = [(min(i for i, s in enumerate(styles) if u.style.startswith(s)), n) for n, u in enumerate(left)
                     if low <= u.bpm <= high and u.style.startswith(styles)]
            if len(dealt[genre]) < needs[genre] and liked:
                dealt[genre].append(left.pop(min(liked)[1]))
                hungry = True
    return dealt, left


def quota(genre, count):
    """Songs of each collection, adding up to `count`."""
    shares = SHARES[genre]
    numbers = {c: int(count * s) for c, s in shares.items()}
    for collection in sorted(shares, key=lambda c: numbers[c] - count * shares[c])[:count - sum(numbers.values())]:
        numbers[collection] += 1
    return numbers


def patterns(genre, collection, sources, dealt, spare, rng):
    """(group, detail, drums) of every pattern a collection has for a genre, in random order."""
    if collection == "mma":
        files = groove_files(genre)
        return [(f"mma:{r['file']}", r, spare.get(r["file"])) for r in rng.sample(files, len(files))]
    if collection == "groove-midi":
        return [(f"groove-midi:{u.name}", {}, u) for u in dealt[genre]]
    if collection == "templates":
        names = sorted(TEMPLATES[genre])
        return [(f"templates:{slug(genre)}/{t}", {"template": t}, None) for t in rng.sample(names, len(names))]
    folder = sources.path(collection)
    if collection == "openscore-quartets":
        files = sorted(folder.glob("*.mxl"))
        rng.shuffle(files)
        by = {}
        for path in files[:60]:
            by.setdefault(slug(composer(path)), []).append(path)
        rounds = max(len(paths) for paths in by.values())
        return [(f"openscore:{who}", {"file": paths[i].name}, None) for i in range(rounds) for who, paths in sorted(by.items()) if i < len(paths)]
    glob = {"pop909": "POP909/*/???.mid", "nottingham": "MIDI/*.mid"}[collection]
    files = sorted(folder.glob(glob))
    rng.shuffle(files)
    if collection == "pop909":
        files = list(islice((p for p in files if fits(p, genre)), 30))
    return [(f"{collection}:{p.stem}", {"file": str(p.relative_to(folder))}, None) for p in files]


def make(sources, per_genre, seed):
    """All songs in order; families alternate within a genre, so groups of several songs mix them."""
    rng = random.Random(f"plan/{seed}")
    quotas = {g: quota(g, per_genre) for g in GENRES}
    drumming = [g for g in GENRES if "groove-midi" in quotas[g]]
    dealt, left = deal(units(sources.path("groove-midi")), drumming, {g: quotas[g]["groove-midi"] for g in drumming}, rng)
    mixed, _ = deal(left, MIXED, {g: len(groove_files(g)) * 2 // 3 for g in MIXED}, rng)
    songs = []
    for genre in GENRES:
        spare = dict(zip((r["file"] for r in groove_files(genre) if r["time"] in ("", "4/4")), mixed.get(genre, ())))
        chosen = []
        for collection, count in quotas[genre].items():
            pool = patterns(genre, collection, sources, dealt, spare, rng)
            if not pool:
                raise RuntimeError(f"{collection} has no pattern for {genre}")
            chosen += [(collection, *pool[i % len(pool)]) for i in range(count)]
        chosen.sort(key=lambda c: (c[0], c[1]))
        families = sorted(FAMILIES)
        offset = rng.randrange(len(families))
        for i, (collection, group, detail, drums) in enumerate(chosen):
            name = f"{slug(genre)}-{i:03d}"
            number = int(hashlib.sha256(f"{seed}/{name}/{group}".encode()).hexdigest()[:8], 16)
            sung = ("spoken" if genre == "Hip Hop" else "sung") if rng.random() < SUNG[genre] else ""
            songs.append(Song(name, genre, collection, group, families[(i + offset) % len(families)], number, detail, drums, sung))
    return songs
