"""The lead: one generator shared by all genres (rhythm cells, motifs that return, chord tones on the beat)."""
import random

CELLS = [(0, 1, 2, 3), (0, 1, 1.5, 2, 3), (0, 0.5, 1, 1.5, 2, 2.5, 3), (0, 1.5, 2, 3.5), (0.5, 1, 1.5, 2.5, 3),
         (0, 2), (0, 2, 3), (1, 1.5, 2, 2.5), (0, 0.75, 1.5, 2, 2.75, 3.5), (0, 0.5, 1, 2, 2.5, 3), (0,), (),
         (0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3), (0, 1.5, 3), (0.5, 1.5, 2.5, 3.5), (2, 2.5, 3, 3.5)]
MAJOR = (0, 2, 4, 5, 7, 9, 11)


def swung(beat, swing):
    """Moves the off-beat eighth of a beat to the fraction `swing` (0.5 is straight)."""
    whole = int(beat)
    part = beat - whole
    return whole + (part / 0.5 * swing if part <= 0.5 else swing + (part - 0.5) / 0.5 * (1 - swing))


def step(pitch, move, scale):
    """The scale tone `move` steps away from a pitch."""
    direction = 1 if move > 0 else -1
    for _ in range(abs(move)):
        pitch += direction
        while pitch % 12 not in scale:
            pitch += direction
    return pitch


def lead(score, channel, rng, chords, key, bar_beats, sections, swing=0.5, centre=72, busy=0.5, chordal=0.0):
    """Plays a melody over bars where `sections` (a predicate of the bar index) says so."""
    scale = {(key + d) % 12 for d in MAJOR}
    song = rng.random()
    pitch = centre
    cells = sorted(rng.sample(CELLS, 7), key=len)
    for bar, chord in enumerate(chords):
        if not sections(bar):
            continue
        motif = random.Random(f"{song}/{bar // 16}/{'ABAC'[bar % 4]}")
        cell = cells[min(6, int(motif.triangular(0, 7, 7 * busy)))]
        onsets = [o + extra for extra in range(0, int(bar_beats + 0.5), 4) for o in cell if o + extra < bar_beats]
        tones = {(chord.root + t) % 12 for t in chord.tones}
        for i, onset in enumerate(onsets):
            pitch = step(pitch, motif.choice((-3, -2, -1, -1, -1, 1, 1, 1, 2, 3)), scale | tones)
            if onset == int(onset) and pitch % 12 not in tones:
                pitch = min((p for p in range(pitch - 4, pitch + 5) if p % 12 in tones), key=lambda p: abs(p - pitch))
            if abs(pitch - centre) > 12:
                pitch += 12 if pitch < centre else -12
            end = onsets[i + 1] if i + 1 < len(onsets) else bar_beats
            length = min(2.5, end - onset) * motif.choice((0.5, 0.8, 0.95, 0.95))
            start = bar * bar_beats + swung(onset, swing) + rng.gauss(0, 0.012)
            loud = 88 + (8 if onset in (0, 2) else 0) + rng.gauss(0, 7)
            score.note(channel, pitch, start, length, loud)
            if rng.random() < chordal:
                below = [p for p in range(pitch - 9, pitch - 2) if p % 12 in tones]
                for p in below[-2:]:
                    score.note(channel, p, start, length, loud - 12)
