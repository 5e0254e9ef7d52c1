"""Who may learn from what: the flattering split of the origin, and the honest one."""
from dataclasses import dataclass

import numpy as np

PARTS = 4              # groups are dealt into four parts; a fold holds one part out
VALIDATION_PARTS = 6   # one sixth of a training side's groups is kept for early stopping and calibration
RARE = 0.05            # a family with fewer of the windows than this is never the one held out


@dataclass
class Split:
    """Row numbers of one split: `train` and `validation` may be learned from, `test` only scored."""
    name: str
    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray


def flattering(units, seed, name):
    """The origin's protocol: a random fifth of the units (chunks or windows) is the test.

    Pieces of one song, groove and sound font sit on both sides, so the figure flatters.
    """
    names = np.unique(units)
    dealt = np.random.default_rng(seed).permutation(len(names)) / len(names)
    share = dealt[np.searchsorted(names, units)]
    return Split(name, np.flatnonzero(share >= 0.28), np.flatnonzero((share >= 0.2) & (share < 0.28)),
                 np.flatnonzero(share < 0.2))


def deal(groups, genre, parts, seed):
    """Part number of every row: whole groups, dealt so that each part gets its share of every genre.

    A genre with fewer groups than parts goes to the first parts, a group each.
    """
    names, inverse = np.unique(groups, return_inverse=True)
    rng = np.random.default_rng(seed)
    size = np.bincount(inverse)
    genre_of = np.array([np.bincount(genre[inverse == i]).argmax() for i in range(len(names))])
    part = np.zeros(len(names), int)
    for label in np.unique(genre_of):
        members = rng.permutation(np.flatnonzero(genre_of == label))
        filled = rng.permutation(min(parts, len(members))) * 1e-6          # ties broken at random
        for i in members[np.argsort(-size[members], kind="stable")]:
            part[i] = filled.argmin()
            filled[part[i]] += size[i]
    return part[inverse]


def held_families(family):
    """Families that are big enough to be held out, in name order."""
    names, counts = np.unique(family, return_counts=True)
    return [n for n, c in zip(names, counts) if n and c >= RARE * len(family)]


def most_folds(data):
    """How many different honest folds there are."""
    return PARTS * max(1, len(held_families(data.family)))


def honest(data, folds, seed):
    """Splits whose test windows share no group and no family with what was learned from.

    Fold k holds out group part k mod 4 and one family (rotating): test = both, train = neither; rows
    that are in only one of them are used in neither. With a single family only the groups are held out.
    """
    part = deal(data.group, data.genre, PARTS, seed)
    families = held_families(data.family)
    rotate = len(families) > 1
    for k in range(folds):
        held_group = part == k % PARTS
        family = families[(k % PARTS + k // PARTS) % len(families)] if rotate else None
        held_family = data.family == family if rotate else held_group
        learn = np.flatnonzero(~held_group & ~held_family)
        inner = deal(data.group[learn], data.genre[learn], VALIDATION_PARTS, seed + 1)
        split = Split(f"honest fold {k + 1}" + (f" ({family} held out)" if rotate else ""),
                      learn[inner != 0], learn[inner == 0], np.flatnonzero(held_group & held_family))
        check(data, split, rotate)
        yield split


def check(data, split, families_too):
    """Refuses a split in which a song, a group or a sound-font family sits on both sides."""
    for kind in ("song", "group", "clip") + (("family",) if families_too else ()):
        column = getattr(data, kind)
        learned = np.concatenate([column[split.train], column[split.validation]])
        both = np.intersect1d(learned, column[split.test])
        if len(both):
            raise AssertionError(f"{split.name}: {kind} {both[0]} is on both sides")
    for kind in ("song", "group"):
        column = getattr(data, kind)
        both = np.intersect1d(column[split.train], column[split.validation])
        if len(both):
            raise AssertionError(f"{split.name}: {kind} {both[0]} is in training and validation")
