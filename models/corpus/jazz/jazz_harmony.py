"""Chord changes as jazz musicians keep them: forms by the bar, substitutions, scales, and voicings for hands and sections."""
import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.music.harmony import NAMES

# quality: chord tones, scale, colours a pianist adds
QUALITIES = {
    "M7": ((0, 4, 7, 11), (0, 2, 4, 5, 7, 9, 11), (2, 9)), "6": ((0, 4, 7, 9), (0, 2, 4, 5, 7, 9, 11), (2,)),
    "": ((0, 4, 7), (0, 2, 4, 5, 7, 9, 11), (9,)), "m": ((0, 3, 7), (0, 2, 3, 5, 7, 8, 10), (10,)),
    "m7": ((0, 3, 7, 10), (0, 2, 3, 5, 7, 9, 10), (2, 5)), "m6": ((0, 3, 7, 9), (0, 2, 3, 5, 7, 9, 11), (2,)),
    "7": ((0, 4, 7, 10), (0, 2, 4, 5, 7, 9, 10), (2, 9)), "alt": ((0, 4, 8, 10), (0, 1, 3, 4, 6, 8, 10), (1, 3)),
    "h7": ((0, 3, 6, 10), (0, 1, 3, 5, 6, 8, 10), (5,)), "o7": ((0, 3, 6, 9), (0, 2, 3, 5, 6, 8, 9, 11), (2,)),
    "sus": ((0, 5, 7, 10), (0, 2, 4, 5, 7, 9, 10), (2, 9)),
}
MAJOR_A = (
    "CM7|A7|Dm7|G7|CM7 A7|Dm7 G7|CM7|Dm7 G7", "C6 A7|Dm7 G7|Em7 A7|Dm7 G7|Gm7 C7|FM7 Fm6|Em7 A7|Dm7 G7", "CM7|CM7|Dm7|G7|Dm7|G7|CM7|CM7",
    "Dm7|G7|CM7|FM7|h7B|E7|Am7|Am7", "CM7|Cm7 F7|BbM7|Bbm7 Eb7|AbM7|Dm7 G7|CM7|Dm7 G7", "CM7|D7|Dm7|G7|CM7|D7|Dm7 G7|CM7",
    "CM7|h7B E7|Am7 D7|Gm7 C7|F7|Em7 A7|D7|Dm7 G7", "Em7|A7|Dm7|G7|CM7|C7|FM7 Fm6|CM7 G7", "CM7|C7|FM7|Fm6|CM7 Am7|Dm7 G7|C6|Dm7 G7",
    "FM7|Fm7 Bb7|CM7|A7|Dm7|G7|CM7|Gm7 C7", "CM7|C#o7|Dm7|D#o7|Em7|A7|Dm7 G7|CM7", "C6|E7|A7|A7|D7|G7|C6|G7", "CM7|AbM7|Dm7|G7|Em7 Eb7|Dm7 Db7|CM7|G7",
    "CM7|EbM7|Dm7|DbM7|CM7|EbM7|Dm7 G7|CM7", "C6|C6|G7|G7|G7|G7|C6|C6", "C|C7|F|Fm6|C A7|D7 G7|C|G7", "D7|D7|G7|G7|C6|C6|A7|A7")
MINOR_A = (
    "Cm6|Cm6|h7D|G7|Cm6|Ab7|h7D G7|Cm6", "Cm7|Fm7|Bb7|EbM7|AbM7|h7D|G7|Cm6", "Cm7|Cm7|Fm7|Fm7|h7D|G7|Cm7|h7D G7", "Cm7|Ab7|Cm7|Ab7|Fm7|h7D G7|Cm7|G7",
    "Cm6 h7D|G7 Cm6|Cm6 h7D|G7 Cm6|Fm7|Bb7|EbM7|h7D G7", "h7D|G7|Cm6|Cm6|Fm7|Bb7|EbM7|AbM7", "Cm|G7|Cm|C7|Fm6|Cm|D7 G7|Cm", "Cm7|Bbm7|AbM7|G7|Cm7|F7|h7D G7|Cm7")
BRIDGES = (
    "E7|E7|A7|A7|D7|D7|G7|G7", "Gm7|C7|FM7|FM7|Am7|D7|Dm7|G7", "FM7|FM7|Fm7|Bb7|Em7|A7|Dm7|G7", "Em7|A7|DM7|DM7|Dm7|G7|CM7|G7", "C7|C7|F6|F6|D7|D7|G7|G7",
    "AbM7|Bbm7 Eb7|AbM7|AbM7|Am7|D7|Dm7|G7", "h7F# B7|Em7|h7F# B7|Em7|Am7 D7|GM7|Dm7|G7", "Fm7|Bb7|EbM7|C7|Fm7|Bb7|h7D|G7", "Am7|D7|GM7|Em7|Am7|D7|Dm7|G7",
    "BbM7|BbM7|Bbm7|Eb7|AbM7|AbM7|Dm7|G7")
BLUES = (
    "C7|F7|C7|C7|F7|F7|C7|C7|G7|F7|C7|G7", "C7|C7|C7|C7|F7|F7|C7|C7|G7|F7|C7|C7", "C7|F7|C7|Gm7 C7|F7|F#o7|C7|A7|Dm7|G7|C7 A7|Dm7 G7",
    "CM7|h7B E7|Am7 D7|Gm7 C7|F7|Fm7 Bb7|Em7 A7|Ebm7 Ab7|Dm7|G7|CM7 A7|Dm7 G7", "C7|F7|C7|C7|F7|F7|C7|A7|D7|G7|C7 A7|D7 G7", "C7|C7|C7|C7|F7|F7|C7|C7|G7|G7|C7|G7",
    "C7|F7|C7|C7|F7|F#o7|C7|h7E A7|D7|G7|C7 Eb7|Ab7 G7")
MINOR_BLUES = (
    "Cm7|Cm7|Cm7|C7|Fm7|Fm7|Cm7|Cm7|Ab7|G7|Cm7|G7", "Cm7|Fm7|Cm7|Cm7|Fm7|Fm7|Cm7|Cm7|Ab7|G7|Cm7|Cm7", "Cm6|h7D G7|Cm6|Gm7 C7|Fm7|Bb7|Cm7|Am7|Ab7|G7|Cm6|h7D G7",
    "Cm7|Cm7|Cm7|Cm7|Fm7|Fm7|Cm7|Cm7|Gm7|Fm7|Cm7|Cm7")
EIGHT_BLUES = ("C7|G7|F7|F7|C7|G7|C7 F7|C7 G7", "C7|C7|F7|F7|C7|G7|C7|G7", "C7|E7|A7|A7|D7|G7|C7 A7|D7 G7", "C|C7|F7|F#o7|C A7|D7 G7|C7 F7|C7 G7", "C7|C7|F7|F#o7|C7 A7|D7 G7|C7|G7")
SIXTEEN_BLUES = ("C7|C7|C7|C7|F7|F7|C7|C7|G7|F7|G7|F7|G7|F7|C7|G7", "C7|C7|C7|C7|C7|C7|C7|C7|F7|F7|C7|C7|G7|F7|C7|G7", "Cm7|Cm7|Cm7|Cm7|Fm7|Fm7|Cm7|Cm7|G7|F7|G7|F7|G7|F7|Cm7|G7")
ONE_CHORD = ("C7|C7|C7|C7", "C7|C7|F7|C7", "Cm7|Cm7|Cm7|Cm7", "C7|C7|C7|Bb C7")
MODAL = ("Dm7|Dm7|Dm7|Dm7|Dm7|Dm7|Dm7|Dm7", "Dm7|Em7|Dm7|Em7|Dm7|Em7|Dm7|Em7", "Gsus|Gsus|Gsus|Gsus|Fsus|Fsus|Gsus|Gsus", "Cm7|Cm7|Cm7|Cm7|AbM7|AbM7|Cm7|Cm7",
         "DM7|DM7|CM7|CM7|DM7|DM7|BbM7|CM7", "Dm7|Dm7|G7|G7|Dm7|Dm7|G7|G7")
RAG = ("C|G7|C|C7|F|F#o7|C A7|D7 G7", "C|C|G7|G7|G7|G7|C|C", "C|E7|A7|A7|D7|G7|C A7|D7 G7", "F|F|C|C|G7|G7|C|C7", "C|C|Fm6|C|D7|D7|G7|G7", "Am|E7|Am|C7|F C|A7|D7|G7")


@dataclass(frozen=True)
class Change:
    """A chord from a beat on, for so many beats; root is a pitch class."""
    start: float
    length: float
    root: int
    quality: str

    @property
    def tones(self):
        """Pitch classes of the chord, root first."""
        return [(self.root + t) % 12 for t in QUALITIES[self.quality][0]]

    @property
    def scale(self):
        """Pitch classes of its scale."""
        return {(self.root + t) % 12 for t in QUALITIES[self.quality][1]}

    @property
    def colours(self):
        """Pitch classes of ninths, elevenths and thirteenths."""
        return [(self.root + t) % 12 for t in QUALITIES[self.quality][2]]


class Chart:
    """The changes of one chorus; `letters` names each bar's section."""

    def __init__(self, text, key, metre=4, letters=""):
        self.metre, self.key, self.slow = metre, key, False
        bars = text.split("|")
        self.bars, self.letters, self.beats = len(bars), letters or "A" * len(bars), len(bars) * metre
        self.minor = bool(re.match(r"[A-G][b#]?m|h7", bars[0]))
        self.changes = []
        for number, bar in enumerate(bars):
            names = bar.split()
            for i, name in enumerate(names):
                root, quality = self.read(name)
                self.changes.append(Change(number * metre + i * metre / len(names), metre / len(names), (root + key) % 12, quality))
        self.starts = [c.start for c in self.changes]

    @staticmethod
    def read(name):
        """Root and quality of a name such as Ebm7; half-diminished is written h7D."""
        quality, name = ("h7", name[2:]) if name.startswith("h7") else (None, name)
        root, rest = re.fullmatch(r"([A-G][b#]?)(.*)", name).groups()
        root = {"C#": "Db", "D#": "Eb", "F#": "Gb", "G#": "Ab"}.get(root, root)
        return NAMES.index(root), rest if quality is None else quality

    def at(self, beat):
        """The change that sounds at a beat of the song."""
        return self.changes[bisect_right(self.starts, beat % self.beats + 1e-6) - 1]

    def bar(self, number):
        """The changes of a bar of the song, as (beat within the bar, length, change)."""
        first = number % self.bars * self.metre
        return [(c.start - first, c.length, c) for c in self.changes if first <= c.start < first + self.metre]

    def letter(self, number):
        """The section a bar of the song belongs to."""
        return self.letters[number % self.bars]

    def reharmonise(self, rng, amount):
        """Related ii-Vs, tritone substitutes, altered dominants and sixths, where a chord lasts long enough."""
        out = []
        for i, c in enumerate(self.changes):
            following = self.changes[(i + 1) % len(self.changes)]
            falls = (c.root - following.root) % 12 == 7
            if c.quality == "7" and falls and rng.random() < amount:
                half = c.length / 2
                kind = rng.random()
                if c.length >= 2 and kind < 0.4:
                    out += [Change(c.start, half, (c.root + 7) % 12, "h7" if following.quality.startswith("m") else "m7"), Change(c.start + half, half, c.root, "7")]
                elif c.length >= 2 and kind < 0.6:
                    out += [Change(c.start, half, c.root, "7"), Change(c.start + half, half, (c.root + 6) % 12, "7")]
                else:
                    out.append(Change(c.start, c.length, c.root, "alt" if kind < 0.85 else "sus"))
            elif c.quality == "M7" and rng.random() < amount * 0.4:
                out.append(Change(c.start, c.length, c.root, "6"))
            else:
                out.append(c)
        self.changes, self.starts = out, [c.start for c in out]
        return self


def song_form(rng, minor=None, metre=4):
    """A standard's form in a random key: AABA, ABAC or a sixteen-bar song."""
    minor = rng.random() < 0.3 if minor is None else minor
    pool = MINOR_A if minor else MAJOR_A
    a, b = rng.choice(pool), rng.choice(BRIDGES)
    c = rng.choice(pool)
    text, letters = rng.choice((("|".join((a, a, b, a)), "AABA"), ("|".join((a, a, b, a)), "AABA"), ("|".join((a, b, a, c)), "ABAC"), ("|".join((a, c)), "AC")))
    return Chart(text, rng.randrange(12), metre, "".join(x * 8 for x in letters))


def modal_form(rng, metre=4):
    """AABA with the bridge a step up, or one vamp."""
    a = rng.choice(MODAL)
    chart = Chart("|".join([a] * 4), rng.randrange(12), metre, "A" * 16 + "B" * 8 + "A" * 8)
    if rng.random() < 0.6:
        move = rng.choice((1, 1, 2, 3, 5, 10))
        chart.changes = [Change(c.start, c.length, (c.root + move) % 12, c.quality) if 16 <= c.start / metre < 24 else c for c in chart.changes]
    return chart


def pool_form(rng, pool, metre=4):
    """One text of a pool in a random key."""
    return Chart(rng.choice(pool), rng.randrange(12), metre)


def nearest(pitch, classes, low=-24, high=24):
    """The pitch nearest to `pitch` whose class is wanted, within so many semitones."""
    pitch = int(pitch)
    return min((p for p in range(pitch + low, pitch + high + 1) if p % 12 in classes), key=lambda p: (abs(p - pitch), p), default=pitch)


def close(classes, centre, last=None):
    """Pitch classes stacked upwards in close position, in the inversion nearest to the last voicing or to the centre."""
    best = None
    classes = list(dict.fromkeys(classes))
    for turn in range(len(classes)):
        order = sorted(classes, key=lambda c: (c - classes[turn]) % 12)
        for base in range(centre - 12, centre + 6):
            if base % 12 == order[0]:
                stack = [base + (c - order[0]) % 12 for c in order]
                aim = sum(last) / len(last) if last else centre
                cost = abs(sum(stack) / len(stack) - aim) + abs(sum(stack) / len(stack) - centre) * 0.5
                if best is None or cost < best[0]:
                    best = (cost, stack)
    return best[1]


def rootless(change, rng, centre=60, last=None, notes=4):
    """Third, seventh and colours, without the root: the bassist has it."""
    tones = change.tones
    guide = [tones[1], tones[-1]]
    rest = [c for c in change.colours + tones[2:-1] if c not in guide]
    rng.shuffle(rest)
    return close(guide + rest[:notes - 2], centre, last)


def quartal(change, rng, centre=58):
    """Fourths stacked out of the scale."""
    pitch = nearest(centre - 8 + rng.randint(-3, 3), change.scale)
    stack = [pitch]
    while len(stack) < rng.choice((3, 4, 4, 5)):
        stack.append(nearest(stack[-1] + 5, change.scale, -1, 1))
    return stack


def block(melody, change, voices=4, drop=False):
    """Close harmony under a melody note: chord tones below it, or a diminished chord under a passing tone; `drop` opens it."""
    chord = set(change.tones[-3:] + change.tones[:1]) if len(change.tones) == 4 else set(change.tones + change.colours)
    classes = chord if melody % 12 in chord else {(melody + 3 * i) % 12 for i in range(4)}
    stack = [melody]
    while len(stack) < voices:
        stack.append(next(p for p in range(stack[-1] - 1, stack[-1] - 13, -1) if p % 12 in classes))
    if drop and len(stack) > 2:
        stack[1] -= 12
    return sorted(stack)
