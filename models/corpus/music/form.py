"""The shape of a song: sections with their own chords, level and melody, the same each time a section returns."""
import random
from dataclasses import dataclass, field
from math import ceil

from corpus.music.harmony import Chord, progression
from corpus.music.melody import MAJOR, step, swung

FORMS = ("iVvCVCbCC", "VVCVCC", "iVCVCbC", "VVBVbVBV", "CVCVCbC", "VvVvVv", "iVvVCbVC", "VCbC")
LEVELS = {"i": 0.6, "V": 0.75, "v": 0.8, "B": 0.9, "C": 1.0, "b": 0.65}
# Onsets in quarter notes of a sung bar, by how busy it is.
RHYTHMS = ((0, 2), (0, 1, 2), (1, 2, 3), (0, 1.5, 2), (0, 0.5, 1, 2), (0, 1, 1.5, 2.5), (0.5, 1, 1.5, 2, 3), (0, 0.5, 1, 1.5, 2, 2.5), (0, 0.5, 1.5, 2, 3, 3.5),
           (0, 0.75, 1.5, 2, 2.5, 3), (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5), (0.25, 0.5, 1, 1.25, 1.75, 2.5, 3))


@dataclass
class Bar:
    """One bar: its section letter, number in the section, bars of the section, chord and following chord."""
    index: int
    letter: str
    number: int
    count: int
    chord: Chord
    following: Chord = None
    turn: int = 0

    @property
    def level(self):
        """How loud and full the section is, 0..1."""
        return LEVELS[self.letter]

    @property
    def last(self):
        """Whether the section ends here (a fill)."""
        return self.number == self.count - 1


@dataclass
class Form:
    """All bars of a song, its key (pitch class of C major's C), metre in quarter notes a bar and swing."""
    bars: list = field(default_factory=list)
    key: int = 0
    metre: float = 4
    swing: float = 0.5


def make(pattern, pools, seconds, tempo, metre=4, swing=0.5, lift=0.15):
    """The form a pattern (its random.Random) has; `lift` is the chance of the last chorus a tone higher."""
    key = pattern.randrange(12)
    parts = {letter: progression(pattern, pools) for letter in LEVELS}
    parts["v"] = parts["V"] if pattern.random() < 0.7 else parts["v"]
    parts["i"] = parts["V"] if pattern.random() < 0.6 else parts["C"]
    lengths = {letter: pattern.choice((8, 8, 16) if letter in "VC" else (4, 8)) for letter in LEVELS}
    order, raised = pattern.choice(FORMS), pattern.random() < lift
    bars, turn = [], 0
    wanted = ceil(seconds * tempo / 60 / metre) + 2
    while len(bars) < wanted:
        for letter in order:
            chords = parts[letter]
            count = max(lengths[letter], len(chords))
            shift = key + (2 if raised and turn > 6 else 0)
            for n in range(count):
                c = chords[n % len(chords)]
                bars.append(Bar(len(bars), letter, n, count, Chord((c.root + shift) % 12, c.quality), turn=turn))
            turn += 1
    for bar, following in zip(bars, bars[1:] + bars[:1]):
        bar.following = following.chord
    return Form(bars[:wanted], key, metre, swing)


def tune(form, pattern, sections="VvCBb", busy=0.5, centre=62, rest=0.2):
    """A melody in phrases of two and four bars: [(start, length, pitch, velocity)] in quarter notes, by section always alike."""
    seed, scale = pattern.random(), {(form.key + d) % 12 for d in MAJOR}
    palette = sorted(pattern.sample(RHYTHMS, 6), key=len)
    out = []
    for bar in form.bars:
        if bar.letter not in sections:
            continue
        local = random.Random(f"{seed}/{bar.letter}/{bar.number % 8 if bar.number % 8 != 5 else 1}")
        high = centre + {"C": 4, "B": 2, "b": 3}.get(bar.letter, 0)
        if local.random() < rest * (0.3 if bar.letter == "C" else 1):
            continue
        rhythm = palette[min(5, int(local.triangular(0, 6, 6 * busy)))]
        onsets = [o for o in rhythm if o < form.metre and not (bar.number % 4 == 3 and o > 1.5)]
        tones = {(bar.chord.root + t) % 12 for t in bar.chord.tones}
        pitch = high + local.choice((-3, 0, 2, 4))
        for i, onset in enumerate(onsets):
            pitch = step(pitch, local.choice((-2, -1, -1, -1, 0, 0, 1, 1, 2)), scale | tones) if i else pitch
            if (onset == int(onset) or i == 0) and pitch % 12 not in tones:
                pitch = min((p for p in range(pitch - 4, pitch + 5) if p % 12 in tones), key=lambda p: abs(p - pitch))
            pitch += 12 if pitch < high - 8 else -12 if pitch > high + 9 else 0
            end = onsets[i + 1] if i + 1 < len(onsets) else min(form.metre, onset + local.choice((1, 1.5, 2.5)))
            out.append((bar.index * form.metre + swung(onset, form.swing), (end - onset) * 0.94, pitch, 84 + 12 * bar.level + (5 if onset in (0, 2) else 0)))
    return out


def near(chord, centre, count=3):
    """Chord tones as a close voicing around a pitch."""
    low = centre - 6
    return sorted(low + (chord.root + t - low) % 12 for t in chord.tones)[:count]
