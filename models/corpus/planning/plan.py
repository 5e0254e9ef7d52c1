"""Which songs there will be: pattern, group, drummer and sound-font family of each, all from one seed.

A genre's songs are one sequence whose beginning does not depend on how many are asked for: a smaller corpus is a part of a larger one.
"""
import csv
import hashlib
import random
import re
from dataclasses import dataclass
from itertools import count, islice

from corpus.bands.drums import Unit, units
from corpus.bands.templates import TEMPLATES
from corpus.listings import LISTINGS
from corpus.music.musicxml import composer
from corpus.planning.recipe import DRUMMERS, FAMILIES, GENRES, MIXED, ODD, ROUNDS, SHARES, VOICES
from corpus.songs.pop_song import fits


@dataclass(frozen=True)
class Song:
    """One song to be: `group` names the pattern that a split keeps on one side."""
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
    with open(LISTINGS / "mma-grooves.csv", newline="", encoding="utf-8") as rows:
        found = [r for r in csv.DictReader(rows) if r["genre"] == genre and r["file"] not in ODD]
    sure = [r for r in found if r["confidence"] != "low"]
    return sure if len(sure) >= 8 else found


def deal(pool, rng):
    """Deals all drum units so that none serves two genres: in turn, each genre takes the next it likes best."""
    left, dealt = list(pool), {genre: [] for genre in DRUMMERS}
    rng.shuffle(left)
    hungry = True
    while hungry:
        hungry = False
        for genre, (styles, (low, high)) in DRUMMERS.items():
            liked = [(min(i for i, s in enumerate(styles) if u.style.startswith(s)), n) for n, u in enumerate(left)
                     if low <= u.bpm <= high and u.style.startswith(styles)]
            if liked:
                dealt[genre].append(left.pop(min(liked)[1]))
                hungry = True
    return dealt


def patterns(genre, collection, sources, units_, rng):
    """(group, detail, drums) of every pattern that a collection has for a genre, one after the other."""
    if collection == "patterns":
        return ((f"patterns:{slug(genre)}/{n:04d}", {"pattern": n}, None) for n in count())
    if collection == "mma":
        files = groove_files(genre)
        rng.shuffle(files)
        spare = iter(units_[2::3] if genre in MIXED else ())
        return ((f"mma:{r['file']}", r, next(spare, None) if r["time"] in ("", "4/4") else None) for r in files)
    if collection == "groove-midi":
        return ((f"groove-midi:{u.name}", {}, u) for i, u in enumerate(units_) if genre not in MIXED or i % 3 != 2)
    if collection == "templates":
        return ((f"templates:{slug(genre)}/{t}", {"template": t}, None) for t in rng.sample(sorted(TEMPLATES[genre]), len(TEMPLATES[genre])))
    folder = sources.path(collection)
    if collection == "openscore-quartets":
        files = sorted(folder.glob("*.mxl"))
        rng.shuffle(files)
        by = {}
        for path in files:
            by.setdefault(slug(composer(path)), []).append(path)
        rounds = max(map(len, by.values()), default=0)
        return ((f"openscore:{who}", {"file": paths[i].name}, None) for i in range(rounds) for who, paths in sorted(by.items()) if i < len(paths))
    files = sorted(folder.glob({"pop909": "POP909/*/???.mid", "nottingham": "MIDI/*.mid"}[collection]))
    rng.shuffle(files)
    return ((f"{collection}:{p.stem}", {"file": str(p.relative_to(folder))}, None) for p in files if collection != "pop909" or fits(p, genre))


def repeated(found, rounds):
    """The patterns, then all of them again, so many times in all."""
    seen = []
    for one in found:
        seen.append(one)
        yield one
    for _ in range(rounds - 1):
        yield from seen


def sequence(genre, sources, units_, seed):
    """(collection, group, detail, drums) of a genre's songs: always from the collection that is furthest behind its share."""
    pools = {c: repeated(patterns(genre, c, sources, units_, random.Random(f"plan/{seed}/{genre}/{c}")), ROUNDS.get(c, 1)) for c in SHARES[genre]}
    had = dict.fromkeys(pools, 0)
    while pools:
        songs = sum(had.values()) + 1
        collection = max(pools, key=lambda c: SHARES[genre][c] * songs - had[c])
        one = next(pools[collection], None)
        if one is None:
            del pools[collection]
        else:
            had[collection] += 1
            yield collection, *one


def make(sources, per_genre, seed):
    """All songs in order. Families come in shuffled rounds; a voice is drawn for each song."""
    dealt = deal(units(sources.path("groove-midi")), random.Random(f"plan/{seed}"))
    songs = []
    for genre in GENRES:
        rng, families = random.Random(f"plan/{seed}/{genre}"), []
        for i, (collection, group, detail, drums) in enumerate(islice(sequence(genre, sources, dealt.get(genre, ()), seed), per_genre)):
            families = families or rng.sample(sorted(FAMILIES), len(FAMILIES))
            voice, (sung, spoken) = rng.random(), VOICES[genre]
            name = f"{slug(genre)}-{i:04d}"
            number = int(hashlib.sha256(f"{seed}/{name}/{group}".encode()).hexdigest()[:8], 16)
            songs.append(Song(name, genre, collection, group, families.pop(), number, detail, drums,
                              "sung" if voice < sung else "spoken" if voice < sung + spoken else ""))
    return songs
