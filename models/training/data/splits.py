"""Who may learn from what: the grouped folds of cross-validation, the random split of the origin, and the ones between."""
from dataclasses import dataclass, field

import numpy as np

PARTS = 4              # groups are dealt into four parts; a fold holds one part out
VALIDATION_PARTS = 6   # one sixth of a training side's groups is kept for early stopping and calibration
RARE = 0.05            # a family with fewer of the windows than this is never the one held out
RECORDED = "recorded"  # the family of real recordings; it is no sound font, so it is never held out
NOTHING = np.zeros(0, int)


@dataclass(eq=False)
class Split:
    """Row numbers of one split: `train` and `validation` may be learned from, `test` only scored.

    `recordings` are those whose artists were held out too: scored, but never mixed into the test figure.
    `other` are rows of what is no music whose kind is not learned from either.
    """
    name: str
    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    recordings: np.ndarray = field(default_factory=lambda: NOTHING)
    other: np.ndarray = field(default_factory=lambda: NOTHING)


def random(units, seed, name):
    """The origin's protocol: a random fifth of the units (chunks or windows) is the test.

    Pieces of one song, groove and sound font sit on both sides (leakage), so the figure is optimistic.
    """
    names = np.unique(units)
    dealt = np.random.default_rng(seed).permutation(len(names)) / len(names)
    share = dealt[np.searchsorted(names, units)]
    return Split(name, np.flatnonzero(share >= 0.28), np.flatnonzero((share >= 0.2) & (share < 0.28)),
                 np.flatnonzero(share < 0.2))


def deal(groups, kind, parts, seed):
    """Part number of every row: whole groups, dealt so that each part gets its share of every kind (genre).

    A kind with fewer groups than parts goes to the first parts, a group each.
    """
    names, inverse = np.unique(groups, return_inverse=True)
    rng = np.random.default_rng(seed)
    size = np.bincount(inverse)
    counts = np.zeros((len(names), kind.max(initial=0) + 1), int)
    np.add.at(counts, (inverse, kind), 1)
    kind_of = counts.argmax(1)
    part = np.zeros(len(names), int)
    for label in np.unique(kind_of):
        members = rng.permutation(np.flatnonzero(kind_of == label))
        filled = rng.permutation(min(parts, len(members))) * 1e-6          # ties broken at random
        for i in members[np.argsort(-size[members], kind="stable")]:
            part[i] = filled.argmin()
            filled[part[i]] += size[i]
    return part[inverse]


def recorded(data):
    """Which rows are recordings beside rendered music; none where everything is recorded."""
    rows = data.family == RECORDED
    return rows & ~rows.all()


def candidate_genres(data, train):
    """Among which genres each row is to be told [N,genres] bool: recordings among those of which there are recordings to
    learn from. Otherwise the few genres that have any would become what recordings sound like. None without recordings."""
    real = recorded(data)
    if not real[train].any() or real[train].all():
        return None
    told = np.ones((len(data), len(data.genres)), bool)
    told[real] = np.isin(np.arange(len(data.genres)), data.genre[train[real[train]]])
    return told


def kinds(data):
    """What is dealt out evenly: the genre, and whether rendered or recorded."""
    return 2 * data.genre + recorded(data)


def kind_of(group):
    """What is no music has groups KIND:VOICE; noises are told apart by what they are, speech is not by who speaks."""
    kind, _, which = group.partition(":")
    return f"{kind}, {which}" if kind == "noise" and which else kind


def held_kinds(other, seed):
    """Part number of every row of what is no music: whole kinds are dealt, in random order."""
    names, inverse = np.unique([kind_of(g) for g in other.group], return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(names)) % PARTS)[inverse]


def held_families(data):
    """Families that are big enough to be held out, in name order."""
    rendered = data.family[~recorded(data)]
    names, counts = np.unique(rendered, return_counts=True)
    return [n for n, c in zip(names, counts) if n and n != RECORDED and c >= RARE * len(rendered)]


def most_folds(data):
    """How many different grouped folds there are."""
    return PARTS * max(1, len(held_families(data)))


def inner(data, learn, seed):
    """(train, validation): whole groups of the rows `learn` are kept for early stopping and calibration."""
    part = deal(data.group[learn], data.genre[learn], VALIDATION_PARTS, seed + 1)
    return learn[part != 0], learn[part == 0]


def grouped(data, folds, seed):
    """Folds of the grouped cross-validation: splits whose test windows share no group and no family with what was learned from.

    Fold k holds out group part k mod 4 and one family (rotating): test = both, train = neither; rows
    that are in only one of them are used in neither. With a single family only the groups are held out.
    Recordings of a held-out part (their groups are artists) are not learned from and come by themselves, and so
    do some kinds of what is no music.
    """
    held_other = None if data.other is None else held_kinds(data.other, seed)
    part, real = deal(data.group, kinds(data), PARTS, seed), recorded(data)
    families = held_families(data)
    rotate = len(families) > 1
    for k in range(folds):
        held_group = part == k % PARTS
        family = families[(k % PARTS + k // PARTS) % len(families)] if rotate else None
        held_family = data.family == family if rotate else held_group & ~real
        split = part_of(data, f"grouped fold {k + 1}" + (f" ({family} held out)" if rotate else ""),
                        ~held_group & ~held_family, held_group & held_family, seed, ("group", *["family"] * rotate),
                        held_group & real)
        split.other = NOTHING if held_other is None else np.flatnonzero(held_other == k % PARTS)
        yield split


def by_group(data, seed):
    """Held-out groups, known sound fonts: one fold."""
    held, real = deal(data.group, kinds(data), PARTS, seed) == 0, recorded(data)
    return part_of(data, "by group", ~held, held & ~real, seed, ("group",), held & real)


def by_family(data, seed):
    """A held-out sound-font family, known groups: one fold. None where there is a single family.

    Songs are held out as ever; recordings, which have no sound font, are learned from.
    """
    families = held_families(data)
    if len(families) < 2:
        return None
    held = data.family == families[0]
    return part_of(data, f"by family ({families[0]} held out)", ~np.isin(data.song, data.song[held]), held, seed, ("family",))


def without_collection(data, collection, seed):
    """Nothing of a collection is learned from, all of it is the test."""
    held = data.collection == collection
    learn = ~np.isin(data.group, data.group[held])
    return part_of(data, f"without {collection}", learn, held, seed, ("group", "collection"))


def part_of(data, name, learn, test, seed, disjoint, recordings=None):
    """A checked split of boolean row masks; `disjoint` are the columns that may not be on both sides."""
    split = Split(name, *inner(data, np.flatnonzero(learn), seed), np.flatnonzero(test),
                  NOTHING if recordings is None else np.flatnonzero(recordings))
    check(data, split, disjoint)
    return split


def check(data, split, disjoint):
    """Refuses a split in which a song, a clip or one of `disjoint` (columns) sits on both sides."""
    def refuse(kind, one, other, where):
        column = getattr(data, kind)
        both = np.intersect1d(column[one], column[other])
        if len(both):
            raise AssertionError(f"{split.name}: {kind} {both[0]} is {where}")

    learned = np.concatenate([split.train, split.validation])
    for kind in ("song", "clip", *disjoint):
        refuse(kind, learned, split.test, "on both sides")
    for kind in ("song", "clip", "group"):
        refuse(kind, learned, split.recordings, "on both sides")
    for kind in ("song", "group"):
        refuse(kind, split.train, split.validation, "in training and validation")
    if RECORDED in data.family[split.test] and len(split.recordings):
        raise AssertionError(f"{split.name}: recordings are among the rendered test music")
