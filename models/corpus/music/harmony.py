"""Chord progressions: a few pools, each shared by several genres so that none gives the label away."""
import re
from dataclasses import dataclass

NAMES = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]
INTERVALS = {
    "": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "M7": (0, 4, 7, 11),
    "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "9": (0, 4, 7, 10, 14), "m9": (0, 3, 7, 10, 14),
    "dim7": (0, 3, 6, 9), "m7b5": (0, 3, 6, 10), "sus4": (0, 5, 7), "M9": (0, 4, 7, 11, 14),
}
POOLS = {
    "plain": ["C G Am F", "Am F C G", "C Am F G", "C F Am G", "F G Em Am", "C F C G C F G C", "C C F G",
              "Am G F G", "C Em F G", "C G F F", "Am Em F C Dm Am F G", "C Am Dm G", "F C G Am",
              "C F G F", "C Bb F C", "Am C G D", "C D F C"],
    "cadence": ["C F G C", "C G C G Am Dm G C", "C Am Dm G C F G7 C", "Am Dm G C F Dm E Am", "C G Am Em F C F G",
                "C C G G G G C C", "C F C C F C G C", "Am Dm Am E Am Dm E Am", "C D7 G C A7 Dm G7 C"],
    "blue": ["C7 F7 C7 C7 F7 F7 C7 C7 G7 F7 C7 G7", "C7 C7 C7 C7 F7 F7 C7 C7 G7 F7 C7 C7",
             "Am7 Am7 Am7 Am7 Dm7 Dm7 Am7 Am7 E7 Dm7 Am7 E7", "C7 F7 C7 C7 F7 F7 C7 A7 Dm7 G7 C7 G7",
             "C7 C7 F7 F7 C7 G7 C7 G7", "C7 C7 F7 F7"],
    "rich": ["Dm7 G7 CM7 A7", "CM7 Am7 Dm7 G7", "Am7 D7 GM7 CM7 Bm7b5 E7 Am7 Am7", "CM7 C7 FM7 Fm6 CM7 A7 Dm7 G7",
             "Em7 A7 Dm7 G7", "CM7 Ebdim7 Dm7 G7", "FM7 Em7 Dm7 CM7", "Am7 Dm7 G7 CM7 FM7 Bm7b5 E7 Am7",
             "C6 A7 D7 G7", "Dm9 G9 Dm9 G9", "CM9 FM9 Em7 Am7"],
    "vamp": ["Am F", "Am7 D7", "Am G", "Am Am F G", "Dm7 Am7", "Am9 FM9", "Am Dm", "Am F Dm E", "CM7 FM7",
             "Am Am Dm Dm", "Am7 Em7 FM7 Em7", "Am F C E", "C7 C7", "Am Am G G"],
}


@dataclass(frozen=True)
class Chord:
    """Pitch class of the root and quality, e.g. (9, "m7")."""
    root: int
    quality: str

    @property
    def name(self):
        """Its name as mma reads it."""
        return NAMES[self.root] + self.quality

    @property
    def tones(self):
        """Semitones above the root."""
        return INTERVALS[self.quality]


def progression(rng, pools):
    """One progression in C, a list of (root, quality), from weighted pools {name: weight}."""
    names = sorted(pools)
    pool = rng.choices(names, [pools[n] for n in names])[0]
    chords = []
    for name in rng.choice(POOLS[pool]).split():
        root, quality = re.fullmatch(r"([A-G]b?)(.*)", name).groups()
        chords.append(Chord(NAMES.index(root), quality))
    return chords


def song_chords(rng, pools, bars):
    """One chord a bar for the whole song: two progressions in alternation, one key; returns (chords, key)."""
    key = rng.randrange(12)
    verse, chorus = progression(rng, pools), progression(rng, pools)
    chords = []
    while len(chords) < bars:
        for part in (verse, verse, chorus, chorus if rng.random() < 0.6 else verse):
            part = part * (4 // len(part)) if len(part) < 4 else part
            chords += [Chord((c.root + key) % 12, c.quality) for c in part]
    return chords[:bars], key
