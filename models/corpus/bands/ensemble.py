"""A band with a form: plays a Kind (what a style of music is made of) so that each pattern number is another song."""
import random
from dataclasses import dataclass

from corpus.bands.band import DEGREES, LANES, hits
from corpus.music import form as forms
from corpus.music.form import near
from corpus.music.melody import swung
from corpus.music.score import DRUMS, Score
from corpus.sound import guitar, voice


@dataclass(frozen=True)
class Kind:
    """A style: tempo range in quarter notes a minute, chord pools, and what may be chosen for each part.

    Figures have 16 steps (12: triplets or 3/4), as in styles.py; `guitars` are (tone, manner); `brass` and `strings`
    are chances; `backing` is the chance of backing voices when sung.
    """
    tempo: tuple
    pools: dict
    grooves: tuple
    bass: tuple = (33, 34)
    lines: tuple = ("1.1.1.1.1.1.1.1.", "1-----1.1-----5-")
    comps: tuple = ()
    figures: tuple = ("x-------x-------", "x---x---x---x---")
    guitars: tuple = ()
    leads: tuple = (27, 65, 18)
    swing: tuple = (0.5,)
    steps: int = 16
    metre: float = 4
    brass: float = 0.0
    strings: float = 0.0
    backing: float = 0.4
    busy: float = 0.5
    kits: tuple = (0, 8)
    solo: float = 0.4


GROOVES = {
    "rock": ("K:X.......X.x..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X.....x.X.x..... S:....X.......X... Y:x.x.x.x.x.x.x.x."),
    "drive": ("K:X.x.....X.x..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X..x..x.X..x..x. S:....X.......X... O:x...x...x...x..."),
    "punk": ("K:X...X.x.X...X.x. S:..X...X...X...X. H:x.x.x.x.x.x.x.x.", "K:X.x.X...X.x.X... S:..X...X...X...X. O:x...x...x...x..."),
    "metal": ("K:XxX.XxX.XxX.XxX. S:....X.......X... Y:x...x...x...x...", "K:XxXxXxXxXxXxXxXx S:....X.......X... O:x...x...x...x..."),
    "half": ("K:X.....x..xx..... S:........X....... H:x...x...x...x...", "K:X..x......x..x.. S:........X....... Y:x.x.x.x.x.x.x.x."),
    "stomp": ("K:X...X...X...X... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X...X...X...X... S:X...X...X...X... H:x.x.x.x.x.x.x.x."),
    "backbeat": ("K:X.....x.X....... S:....X.......X.xx Y:x.x.x.x.x.x.x.x.", "K:X...X...X...X... S:....X.x.....X.x. Y:x.x.x.x.x.x.x.x."),
    "ballad": ("K:X.......x....... R:....x.......x... H:x...x...x...x...", "K:X.....x.X....... S:....X.......X... H:x.x.x.x.x.x.x.x."),
    "train": ("K:x...x...x...x... S:xxXxxxXxxxXxxxXx", "K:X...X...X...X... S:xxXxxxXxxxXxxxXx O:..x...x...x...x."),
    "motown": ("K:X.....x.X....... S:X...X...X...X... P:xxxxxxxxxxxxxxxx", "K:X..x..x.X..x.... S:X...X...X...X... T:............x.x."),
    "stax": ("K:X.....x.X.x..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X..x..x.X....... S:....X.......X... Y:x...x...x...x..."),
    "disco": ("K:X...X...X...X... S:....X.......X... O:..x...x...x...x. H:x...x...x...x...", "K:X...X...X...X... C:....X.......X... H:xxxxxxxxxxxxxxxx"),
    "funk": ("K:X..x......x..x.. S:....X..x.x..X... H:xxxxxxxxxxxxxxxx", "K:X.x....x..X..... S:....X..x.x.xX..x H:x.x.x.x.x.x.xxx."),
    "jack": ("K:X..x..x...xx.... S:....X.......X... H:xxxxxxxxxxxxxxxx P:..x...x...x...x.", "K:X..X...x..X..x.. C:....X.......X..x H:xx.xxx.xxx.xxx.x"),
    "slow": ("K:X......x..x..... C:....x.......x... H:x.x.x.x.x.x.xxx.", "K:X..x......x..... S:....X.......X... H:xxx.x.xxx.x.xxxx"),
    "trapsoul": ("K:X......x..x..... C:........X....... H:x.x.xxx.x.x.x.xx", "K:X.....x...x....x C:........X....... H:x.xxx.x.xxxxx.x."),
    "neo": ("K:X......x.xx..... R:....x.......x... H:x.x.x.xxx.x.x.x.", "K:X..x....x.x..... S:....x..x....x..x H:x.x.x.x.x.x.x.x."),
    "pop": ("K:X.....x.X....... C:....X.......X... H:..x...x...x...x.", "K:X...X...X...X... C:....X.......X... O:..x...x...x...x."),
    "triplet": ("K:X.....X.x... S:...x.....x.. H:xxxxxxxxxxxx", "K:X....xX....x S:...X.....X.. Y:xxxxxxxxxxxx"),
    "rnb50": ("K:X.....X..... S:...X.....X.. Y:x.xx.xx.xx.x", "K:X..x..X..x.. S:...X.....X.x H:x.xx.xx.xx.x"),
    "waltz": ("K:X........... R:....x...x... H:x...x...x...", "K:X........... S:....x...x... Y:x...x...x..."),
    "bodhran": ("T:x..x..x.x..x..x.", "T:X.xxX.xxX.xxX.xx"), "tambourine": ("P:x.x.x.x.x.x.x.x.", "K:x...x...x...x... P:..x...x...x...x."),
    "none": ("", ""),
}


def grid(score, rng, text, bar, kind, form, level):
    for lane in text.split():
        name, figure = lane.split(":")
        for step, symbol, _ in hits(figure):
            at = bar.index * kind.metre + swung(step * kind.metre / kind.steps, form.swing) + rng.gauss(0, 0.007)
            score.note(DRUMS, LANES[name], at, 0.2, ((110 if symbol == "X" else 76 if step % 4 == 0 else 62) + rng.gauss(0, 6)) * level)


def _varied(text, pattern):
    """A grid with a few hits moved, so that patterns differ."""
    lanes = []
    for lane in text.split():
        name, figure = lane.split(":")
        cells = list(figure)
        for _ in range(pattern.choice((0, 1, 2)) if name in "KPRT" else 0):
            i = pattern.randrange(1, len(cells))
            cells[i] = "x" if cells[i] == "." else "."
        if name == "H" and pattern.random() < 0.3:
            cells = list(pattern.choice(("x.x.x.x.x.x.x.x.", "x...x...x...x...", "xxxxxxxxxxxxxxxx", "x.xxx.xxx.xxx.xx")))[:len(cells)]
        lanes.append(f"{name}:{''.join(cells)}")
    return " ".join(lanes)


def drums(score, kind, form, pattern, rng):
    """The drum kit: groove by section, a crash where one begins, a fill where it ends, little in intro and breakdown."""
    low, high = (_varied(g, pattern) for g in GROOVES[pattern.choice(kind.grooves)])
    if not low and not high:
        return
    score.voice(DRUMS, pattern.choice(kind.kits), rng.randint(85, 118))
    toms = pattern.sample((41, 43, 45, 47, 48, 50, 38, 38), 4)
    entering, breakdown = pattern.random() < 0.5, pattern.random() < 0.5
    for bar in form.bars:
        if bar.letter == "i" and entering and bar.number < bar.count // 2 or bar.letter == "b" and breakdown and not bar.last:
            continue
        grid(score, rng, high if bar.letter in "CB" else low, bar, kind, form, 0.7 + 0.3 * bar.level)
        at = bar.index * kind.metre
        if bar.number == 0 and bar.letter in "CB" and "H:" in low + high:
            score.note(DRUMS, rng.choice((49, 57)), at, 1, 105 + rng.gauss(0, 6))
        if bar.last and "S:" in low + high and kind.metre == 4:
            for i in range(rng.choice((2, 4, 6, 8))):
                score.note(DRUMS, toms[i // 2 % 4], at + 4 - (i + 1) / 4, 0.2, 108 - 5 * i + rng.gauss(0, 5))


def bass(score, channel, kind, form, pattern, rng):
    """A bass line of two figures; the chorus has the busier."""
    score.voice(channel, pattern.choice(kind.bass), rng.randint(90, 120), 64)
    figures = sorted((pattern.choice(kind.lines) for _ in range(2)), key=lambda f: f.count("-") + f.count("."), reverse=True)
    root = pattern.choice((28, 31, 33))
    for bar in form.bars:
        base, following = (root + (c.root - root) % 12 for c in (bar.chord, bar.following))
        for step, symbol, length in hits(figures[bar.letter in "CB"]):
            pitch = following + rng.choice((-1, 1, -2)) if symbol == "a" else base + (bar.chord.tones[1] if symbol == "3" else DEGREES[symbol])
            at = bar.index * kind.metre + swung(step * kind.metre / kind.steps, form.swing) + rng.gauss(0, 0.008)
            score.note(channel, pitch, at, length * kind.metre / kind.steps * 0.92, 88 + 14 * bar.level + rng.gauss(0, 5))


def comp(score, channel, kind, form, pattern, rng, programs, figures, centre):
    """Chords or arpeggios on a keyboard or the like; not in every section."""
    score.voice(channel, pattern.choice(programs), rng.randint(65, 105), rng.randint(24, 104))
    by = {letter: pattern.choice(figures) if pattern.random() < 0.8 else "" for letter in "iVBCb"}
    by["v"] = by["V"]
    for bar in form.bars:
        pitches = near(bar.chord, centre, 5)
        pitches += [p + 12 for p in pitches]
        for step, symbol, length in hits(by[bar.letter]):
            at, long = bar.index * kind.metre + swung(step * kind.metre / kind.steps, form.swing), length * kind.metre / kind.steps
            for i, p in enumerate(pitches[:len(bar.chord.tones)] if symbol == "x" else [pitches[int(symbol)]]):
                score.note(channel, p, at + i * rng.uniform(0, 0.015), long * 0.95 if symbol == "x" else max(0.5, long), 58 + 26 * bar.level + rng.gauss(0, 5))


def stabs(score, channel, kind, form, pattern, rng, programs, held):
    """Brass figures answering (or long strings): a phrase of two bars in some sections."""
    score.voice(channel, pattern.choice(programs), rng.randint(70, 110), rng.randint(30, 98))
    phrase = [(b, pattern.choice((0, 0.5, 1.5, 2, 2.5, 3, 3.5)), pattern.choice((0.3, 0.3, 0.9))) for b in (0, 1) for _ in range(pattern.randint(0, 3))]
    letters, top = pattern.choice(("CB", "CBb", "VvC", "CBVvb")), pattern.choice((67, 70, 74))
    for bar in form.bars:
        if bar.letter not in letters:
            continue
        pitches = near(bar.chord, top, 3)
        for at, long in [(0, kind.metre)] if held else [(o, d) for b, o, d in phrase if b == bar.number % 2 and o < kind.metre]:
            for p in pitches if not held else pitches + [pitches[0] - 12, pitches[-1] + (12 if bar.letter == "C" else 0)]:
                score.note(channel, p, bar.index * kind.metre + swung(at, form.swing), long * 0.97, 66 + 30 * bar.level + rng.gauss(0, 4))


def guitars(score, kind, form, pattern, rng, tone, manner):
    """A guitar part for the layer: chug, riff, power, strum, skank, pick."""
    notes, figure = [], pattern.choice({"chug": ("xxxxxxxxxxxxxxxx", "x.xxx.xxx.xxx.xx", "xx.xx.xxxx.xx.xx", "x.x.x.x.x.x.x.x."),
                                        "power": ("x-x-x-x-x-x-x-x-", "x-----x-x-----x-", "x---------------", "x--x--x-x--x--x-"),
                                        "strum": ("x---x-x.x-x-x-x.", "x---x-xx..xxx-xx", "x---x---x---x---", "x-x-x-x-x-x-x-x-"),
                                        "skank": ("....x.......x...", "..x...x...x...x.", "....x-......x-x-", "x.xx.xx.x.xx.xx.")}.get(manner, ("x.x.x.x.x.x.x.x.",)))
    riff = [(step, pattern.choice((0, 0, 0, 3, 5, 7, 10, 12)), pattern.random() < 0.5) for step in range(0, 16) if pattern.random() < (0.75 if step % 4 == 0 else 0.45)]
    order, letters = pattern.choice(((0, 2, 1, 3), (0, 1, 2, 3, 4, 3, 2, 1), (0, 3, 1, 2), (0, 2, 3, 1, 3, 2))), pattern.choice(("iVvCBb", "iCBb", "VvCB", "iVvCB"))
    unit = kind.metre / kind.steps
    for bar in form.bars:
        if bar.letter not in letters:
            continue
        at = lambda step: bar.index * kind.metre + swung(step * unit, form.swing) + rng.gauss(0, 0.006)
        chord, loud = guitar.shape(bar.chord), 70 + 30 * bar.level
        if manner in ("chug", "power") or manner == "riff" and bar.letter == "C":
            for step, _, length in hits((figure if manner != "riff" else "x-------x-------")[:kind.steps]):
                muted = "mute" if manner == "chug" and step % 8 and bar.letter != "C" else ""
                notes += [(at(step), length * unit * (0.8 if muted else 1), p, loud + rng.gauss(0, 6), muted) for p in guitar.power(bar.chord)]
        elif manner == "riff":
            root = 40 + (bar.chord.root - 40) % 12
            notes += [(at(step), unit * 1.8, root + p, loud + rng.gauss(0, 6), "mute" if muted else "") for step, p, muted in riff if step < kind.steps]
        elif manner == "pick":
            for i in range(int(kind.metre * 2)):
                pitch = chord[0] if i % 4 == 0 else chord[order[i % len(order)] % len(chord)]
                notes.append((at(i * kind.steps / kind.metre / 2), 1.6, pitch, loud + rng.gauss(0, 6), ""))
        else:
            for step, _, length in hits(figure[:kind.steps]):
                notes += guitar.strum(chord if manner == "strum" else chord[-4:], at(step), length * unit * (1 if manner == "strum" else 0.5), loud + rng.gauss(0, 6), step % 4 != 2)
    return guitar.layer(score, notes, tone, rng.randrange(10 ** 6), doubled=tone in ("high", "crunch", "acoustic") and pattern.random() < 0.5)


def backing(score, form, melody, pattern, rng):
    """Backing voices: choruses in thirds, or held oohs."""
    letters, held = pattern.choice(("C", "CB", "Cb")), pattern.random() < 0.5
    if held:
        parts = [[(score.seconds(b.index * form.metre), score.seconds(form.metre * 0.96), near(b.chord, 64, 3)[i], 70) for b in form.bars if b.letter in letters] for i in range(3)]
    else:
        inside = [n for n in melody if form.bars[min(len(form.bars) - 1, int(n[0] // form.metre))].letter in letters]
        parts = [[(score.seconds(s), score.seconds(d), p + shift, v * 0.8) for s, d, p, v in inside] for shift in pattern.choice(((3, -5), (4,), (12, 4), (0, -12)))]
    return voice.layer(parts, rng.randrange(10 ** 6), 0.1 if held else 0.7, rng.choice((1, 2, 3)))


def play(song, kind, pattern, seconds, rng, fast=1.0):
    """The whole song as a Score with layers."""
    tempo = pattern.uniform(*kind.tempo) * fast
    swing = pattern.choice(kind.swing) if kind.steps == 16 else 0.5
    score = Score(tempo * rng.uniform(0.98, 1.02))
    form = forms.make(pattern, kind.pools, seconds, tempo * 1.03, kind.metre, swing)
    drums(score, kind, form, pattern, rng)
    free = [c for c in range(16) if c != DRUMS]
    bass(score, free.pop(0), kind, form, pattern, rng)
    for programs, figures, centre in pattern.sample(kind.comps, min(len(kind.comps), pattern.choice((1, 2, 2, 3)))):
        comp(score, free.pop(0), kind, form, pattern, rng, programs, figures or kind.figures, centre)
    for chance, programs, held in ((kind.brass, (61, 61, 62, 56, 66, 57), False), (kind.strings, (48, 49, 50, 40), True)):
        if pattern.random() < chance:
            stabs(score, free.pop(0), kind, form, pattern, rng, programs, held)
    for tone, manner in pattern.sample(kind.guitars, min(len(kind.guitars), pattern.choice((1, 1, 2)))):
        score.layers.append((guitars(score, kind, form, pattern, rng, tone, manner), rng.uniform(-6, 1)))
    melody = forms.tune(form, pattern, busy=kind.busy, centre=pattern.choice((57, 60, 62, 64)), rest=pattern.uniform(0.05, 0.35))
    channel = free.pop(0)
    score.voice(channel, pattern.choice(kind.leads), rng.randint(85, 118), rng.randint(50, 78))
    score.singer = channel if song.sung else None
    share = {letter: song.sung or pattern.random() < 0.6 for letter in "VvCBb"}
    for start, length, pitch, velocity in melody:
        if share.get(form.bars[int(start // form.metre)].letter):
            score.note(channel, pitch + (0 if song.sung else 12), start + rng.gauss(0, 0.015), length, velocity + rng.gauss(0, 5))
    if song.sung and pattern.random() < kind.backing:
        score.layers.append((backing(score, form, melody, pattern, rng), rng.uniform(-12, -5)))
    if pattern.random() < kind.solo:
        solo = forms.tune(form, pattern, "ib", 0.8, 69, 0.1)
        tones = [t for t, _ in kind.guitars if t in ("crunch", "high", "lead", "clean")]
        if tones and pattern.random() < 0.7:
            played = [(s, d, p, v, rng.choice(("", "", "bend", "shake"))) for s, d, p, v in solo]
            score.layers.append((guitar.layer(score, played, "lead" if "high" in tones or "crunch" in tones else "clean", rng.randrange(10 ** 6)), rng.uniform(-5, 0)))
        else:
            other = free.pop(0)
            score.voice(other, pattern.choice(kind.leads), rng.randint(85, 115), rng.randint(40, 88))
            for start, length, pitch, velocity in solo:
                score.note(other, pitch, start, length, velocity)
    return score


def choose(song, kinds):
    """The pattern's own generator and its kind."""
    pattern = random.Random(f"{song.genre}/{song.detail['pattern']}")
    return pattern, kinds[pattern.choice(sorted(kinds))]
