"""Plays a Style over a progression: bass, comping, lead, and drums from a grid, a performance or another pattern."""
from math import ceil

from corpus.music.harmony import song_chords
from corpus.music.melody import lead, swung
from corpus.music.score import DRUMS

LANES = {"K": 36, "S": 38, "C": 39, "H": 42, "O": 46, "R": 37, "T": 45, "P": 70, "Y": 51, "B": 40}
DEGREES = {"1": 0, "5": 7, "6": 9, "8": 12}


def hits(figure):
    """(step, symbol, length in steps) of a figure such as "x-..x---"."""
    out = []
    for i, symbol in enumerate(figure):
        if symbol not in ".-":
            length = 1
            while i + length < len(figure) and figure[i + length] == "-":
                length += 1
            out.append((i, symbol, length))
    return out


def play_grid(score, rng, grid, bar, swing, level=1.0):
    """One bar of a drum grid "K:X... S:..."."""
    for lane in grid.split():
        name, figure = lane.split(":")
        for step, symbol, _ in hits(figure):
            at = bar * 4 + swung(step / 4, swing) + rng.gauss(0, 0.006)
            loud = (112 if symbol == "X" else 78 if step % 4 == 0 else 66) * level
            score.note(DRUMS, LANES[name], at, 0.2, loud + rng.gauss(0, 6))


def play_bass(score, channel, rng, figure, bar, chord, following, swing, root):
    """One bar of bass."""
    base = root + (chord.root - root) % 12
    for step, symbol, length in hits(figure):
        if symbol == "a":
            target = root + (following.root - root) % 12
            pitch = target + rng.choice((-1, 1, -2, 2))
        elif symbol == "3":
            pitch = base + chord.tones[1]
        else:
            pitch = base + DEGREES[symbol]
        score.note(channel, pitch, bar * 4 + swung(step / 4, swing) + rng.gauss(0, 0.008), length / 4 * 0.92, 92 + rng.gauss(0, 6))


def play_comp(score, channel, rng, figure, bar, chord, swing, centre, power):
    """One bar of chords or arpeggio, voiced near the centre pitch."""
    tones = (0, 7, 12) if power else chord.tones
    low = centre - 6
    pitches = sorted(low + (chord.root + t - low) % 12 for t in tones) if not power else \
        [low - 6 + (chord.root - low + 6) % 12 + t for t in tones]
    pitches += [p + 12 for p in pitches]
    for step, symbol, length in hits(figure):
        at = bar * 4 + swung(step / 4, swing)
        loud = 74 + rng.gauss(0, 6)
        if symbol == "x":
            for i, pitch in enumerate(pitches[:len(tones)]):
                score.note(channel, pitch, at + i * rng.uniform(0, 0.02), length / 4 * 0.95, loud)
        else:
            score.note(channel, pitches[int(symbol) % len(pitches)], at + rng.gauss(0, 0.006), max(2, length) / 4, loud)


def play(score, style, rng, seconds, own_drums=True, sung=False):
    """Fills a score with the whole band, in sections of eight bars that come and go; the lead may be sung."""
    bars = ceil(seconds * score.tempo / 60 / 4) + 1
    chords, key = song_chords(rng, style.pools, bars)
    channels = [c for c in range(16) if c != DRUMS and c not in score.used]
    programs, figures = style.bass
    bass, root = channels.pop(), rng.choice((28, 31, 33))
    score.voice(bass, rng.choice(programs), rng.randint(85, 120), 64)
    comps = []
    for voices, patterns in style.comps:
        channel, program = channels.pop(), rng.choice(voices)
        score.voice(channel, program, rng.randint(60, 105), rng.randint(20, 108))
        comps.append((channel, program in (29, 30), patterns, rng.choice((55, 60, 64))))
    lead_channel = channels.pop()
    voice = rng.choice(style.leads)
    score.singer = lead_channel if sung else None
    score.voice(lead_channel, voice, rng.randint(80, 120), rng.randint(50, 78))
    swing = min(0.68, max(0.5, style.swing + rng.uniform(-0.02, 0.03))) if style.swing > 0.5 else 0.5
    plan = [None] * (bars // 8 + 1)
    for s in range(len(plan)):
        kept = [c for c in comps if rng.random() < 0.75] or comps[:1]
        plan[s] = (rng.choice(figures), [(c, rng.choice(c[2])) for c in kept], rng.random() < (0.85 if sung else style.lead_share),
                   rng.randrange(2), rng.random() < 0.93)
    if own_drums and style.drums:
        score.voice(DRUMS, rng.choice(style.kits), rng.randint(85, 120))
    for bar, chord in enumerate(chords):
        figure, parts, _, grid, drummed = plan[bar // 8]
        play_bass(score, bass, rng, figure, bar, chord, chords[(bar + 1) % bars], swing, root)
        for (channel, power, _, centre), pattern in parts:
            play_comp(score, channel, rng, pattern, bar, chord, swing, centre, power)
        if own_drums and style.drums and drummed:
            play_grid(score, rng, style.drums[grid], bar, swing)
    lead(score, lead_channel, rng, chords, key, 4, lambda b: plan[b // 8][2], swing,
         62 if voice in (42, 26, 27, 29, 30, 57, 66) else 72, 0.85 if sung == "spoken" else style.busy, 0 if sung else style.chordal)
