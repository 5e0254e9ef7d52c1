"""Drum grids, bass figures, chord rhythms and forms, made up by a random.Random: the pattern of an electronic song.

A grid is a list of (beat in the bar 0..4, lane letter as in loops.py, velocity).
"""
STEP = 0.25


def euclid(hits, steps, shift=0):
    """So many hits spread evenly over the steps (Bjorklund's rhythm): the step numbers."""
    return sorted({((i * steps) // hits + shift) % steps for i in range(hits)})


def grid(rng, kind):
    """One bar of drums of a kind: four, break, dnb, trap, boombap, half, electro, soft or none."""
    out = []
    put = lambda lane, steps, loud: out.extend((s * STEP, lane, loud + rng.gauss(0, 3)) for s in steps)
    some = lambda pool, low, high: rng.sample(pool, min(len(pool), rng.randint(low, high)))
    if kind == "none":
        if rng.random() < 0.5:
            put(rng.choice("PRY"), euclid(rng.choice((2, 3, 4, 5)), 16, rng.randrange(16)), 55)
        return out
    kicks = {"four": [0, 4, 8, 12], "break": [0] + some([2, 3, 6, 7, 9, 10, 11], 1, 3), "dnb": [0, 10] + some([2, 7, 11, 14], 0, 1),
             "trap": [0] + some([3, 5, 6, 7, 10, 11, 14], 1, 3), "boombap": [0] + some([2, 3, 5, 7, 9, 10, 11, 14], 1, 4), "half": [0] + some([3, 6, 7, 10, 11, 13], 0, 3),
             "electro": [0] + some([3, 5, 6, 7, 10, 11, 14], 1, 3), "soft": [0] + some([3, 7, 8, 9, 10, 11], 1, 2)}[kind]
    if kind == "four" and rng.random() < 0.3:
        kicks = kicks + some([7, 10, 14, 15], 1, 1)
    put("K", kicks, 115 if kind != "soft" else 95)
    backbeat = [8] if kind in ("trap", "half") else [4, 12]
    snare = {"four": "CCCS", "break": "S", "dnb": "S", "trap": "CCS", "boombap": "SSSC", "half": "SC", "electro": "SC", "soft": "RRSS"}[kind]
    if kind != "four" or rng.random() < 0.75:
        put(rng.choice(snare), backbeat, 110 if kind != "soft" else 85)
        if rng.random() < 0.15:
            put("C", backbeat, 80)
    if kind in ("break", "dnb", "boombap") and rng.random() < 0.6:
        put("S", some([1, 3, 6, 7, 9, 11, 14, 15], 1, 3), 50)
    style = rng.choice({"four": ("off", "off", "sixteenth", "eighth", "random"), "trap": ("eighth", "sixteenth", "roll", "roll"),
                        "soft": ("eighth", "random", "none", "off")}.get(kind, ("eighth", "eighth", "sixteenth", "random", "ride")))
    if style == "off":
        put("O" if rng.random() < 0.6 else "H", (2, 6, 10, 14), 92)
        if rng.random() < 0.5:
            put("H", [s for s in range(16) if s % 4 != 2 and rng.random() < 0.6], 60)
    elif style in ("eighth", "roll"):
        put("H", range(0, 16, 2), 80)
        put("H", [s for s in range(1, 16, 2) if rng.random() < 0.2], 60)
        if style == "roll":
            for step in some([2, 6, 7, 10, 12, 14], 1, 2):
                parts = rng.choice((3, 4, 6))
                out.extend(((step + 2 * i / parts) * STEP, "H", 60 + 30 * i / parts) for i in range(parts))
        if rng.random() < 0.3:
            put("O", some([2, 6, 7, 10, 14, 15], 1, 2), 75)
    elif style == "sixteenth":
        out.extend((s * STEP, "H", (88, 52, 72, 55)[s % 4] + rng.gauss(0, 4)) for s in range(16))
    elif style == "random":
        put("H", euclid(rng.choice((5, 6, 7, 9, 10, 11)), 16, rng.randrange(4)), 72)
    elif style == "ride":
        put("Y", range(0, 16, rng.choice((2, 4))), 70)
    for lane in some(list("RTPP"), 0, 2):
        put(lane, euclid(rng.choice((2, 3, 3, 5, 7, 8)), 16, rng.randrange(16)), rng.uniform(45, 75))
    return out


def fill(rng):
    """The last bar before a section: a roll, toms, or a gap."""
    kind = rng.choice(("roll", "toms", "gap", "snares"))
    if kind == "roll":
        return [(4 - 4 * 0.5 ** 0 + i * 0.25, "S", 50 + i * 4) for i in range(16)]
    if kind == "toms":
        return [(0, "K", 110), (1, "S", 100)] + [(2 + i * 0.25, rng.choice("TTS"), 85) for i in range(8)]
    if kind == "gap":
        return [(0, "K", 115), (3, "S", 90), (3.5, "C", 100)]
    return [(0, "K", 112), (1, "S", 105), (2, "K", 100)] + [(3 + i * 0.25, "S", 80 + 8 * i) for i in range(4)]


def bass_figure(rng, kind):
    """Two bars of bass: (beat, length in beats, semitones over the root, accent 0..1)."""
    if kind == "held":
        return [(0, rng.choice((3.8, 7.8)), 0, 1)] + ([(4, 3.8, 0, 1)] if rng.random() < 0.7 else [])
    if kind == "off":
        return [(i + 0.5, 0.4, rng.choice((0, 0, 0, 12)), 1) for i in range(8)]
    if kind == "run":  # sixteenths with gaps: rolling trance and acid
        gaps = rng.uniform(0.05, 0.5)
        notes = [(i / 4, rng.choice((0.2, 0.2, 0.35)), rng.choice((0, 0, 0, 12, 7, 10, 3, -12)), rng.choice((0.6, 0.8, 1))) for i in range(16) if rng.random() > gaps]
        return notes + [(b + 4, h, p, v) for b, h, p, v in notes]
    if kind == "eighths":
        return [(i / 2, 0.42, rng.choice((0, 0, 0, 0, 12, 7)), 1 if i % 2 == 0 else 0.85) for i in range(16)]
    starts = sorted({0, *rng.sample((0.75, 1.5, 2, 2.5, 3, 3.5), rng.randint(1, 3)), *(4 + s for s in rng.sample((0, 0.75, 1.5, 2, 2.5, 3, 3.5), rng.randint(1, 4)))})
    ends = [*starts[1:], 8]
    return [(s, min(e - s, rng.uniform(0.3, 3)) * 0.95, rng.choice((0, 0, 0, 0, 7, 12, -5, 10, 3)), 1) for s, e in zip(starts, ends)]


def chord_figure(rng, kind):
    """A bar of chords: (beat, length, "chord" or the number of a tone in an arpeggio)."""
    if kind == "held":
        return [(0, 4, "chord")]
    if kind == "stabs":
        return [(s / 4, rng.choice((0.2, 0.3, 0.6)), "chord") for s in euclid(rng.choice((2, 3, 3, 4, 5, 6)), 16, rng.randrange(4))]
    if kind == "off":
        return [(i + 0.5, 0.3, "chord") for i in range(4)]
    if kind == "chop":
        starts = sorted({0, *rng.sample((0.5, 0.75, 1.5, 2, 2.5, 2.75, 3, 3.5), rng.randint(1, 3))})
        return [(s, (e - s) * rng.uniform(0.6, 1), "chord") for s, e in zip(starts, [*starts[1:], 4])]
    if kind == "arp":
        size, step = rng.choice((3, 4, 5, 6, 8)), rng.choice((0.25, 0.25, 0.5))
        shape = [rng.randrange(6) for _ in range(size)] if rng.random() < 0.5 else list(range(size))
        keep = rng.uniform(0.6, 1)
        held = rng.uniform(0.5, 1.5)
        return [(i * step, step * held, shape[i % size]) for i in range(int(4 / step)) if i == 0 or rng.random() < keep]
    return [(b, 1.8, "chord") for b in (0, 2)]


PARTS = ("drums", "bass", "chords", "pad", "arp", "lead", "loop")


def form(rng, bars, calm=False, steady=False):
    """Sections (first bar, bars, energy 0..1, parts that play) that fill the song: with builds and breaks, or steady."""
    size = rng.choice((4, 8, 8, 8, 16))
    shape = rng.choice(((0.5, 1, 1, 0.3), (0.7, 1, 0.4, 1), (0.6, 0.8, 1, 0.2, 1), (1, 1, 0.6, 1), (0.8, 0.9, 1, 0.9), (0.3, 0.6, 1, 1, 0.3, 1), (0.9, 1)))
    if steady:
        shape = rng.choice(((1, 0.9), (0.8, 1), (0.9, 1, 0.9, 0.7), (1, 0.8, 1, 0.6), (0.7, 0.9, 1)))
    need = {"drums": rng.uniform(0.2, 0.55), "bass": rng.uniform(0.25, 0.6), "chords": rng.uniform(0, 0.5), "pad": rng.uniform(0, 0.3) if rng.random() < 0.6 else 2,
            "arp": rng.uniform(0.3, 0.9) if rng.random() < 0.5 else 2, "lead": rng.uniform(0.5, 0.95) if rng.random() < 0.7 else 2, "loop": rng.uniform(0.4, 0.9)}
    if calm:
        need["drums"] = rng.uniform(0.1, 0.6)
    out, bar, number = [], 0, 0
    while bar < bars:
        energy = shape[number % len(shape)]
        parts = {p for p in PARTS if energy >= need[p] and rng.random() < 0.93} | ({"chords"} if energy < 0.5 else set())
        out.append((bar, size, energy, parts or {"chords"}))
        bar, number = bar + size, number + 1
    return out
