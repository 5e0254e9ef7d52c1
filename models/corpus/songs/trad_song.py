"""Folk from patterns: songs with guitar and voice, string bands, and dance tunes of two repeated parts."""
import random

from corpus.bands.ensemble import GROOVES, Kind, grid as play_lanes, play
from corpus.music.form import Form, make, near
from corpus.music.melody import step
from corpus.music.score import DRUMS, Score
from corpus.sound import guitar, voice

SIMPLE, MODAL = {"plain": 3, "cadence": 3}, {"vamp": 2, "plain": 2, "cadence": 1}
TWO, SLOW = ("1---5---1---5---", "1-------5-------"), ("1-------5-------", "1---------------", "1-----------5-a-")
REEDS = ((21, 22, 20, 23), ("x-------x-------", "x---------------", "x---x---x---x---"), 60)
PLUCKED = ((105, 15, 24, 25), ("0.2.1.2.0.2.1.3.", "0.1.2.3.2.1.2.1.", "..x...x...x...x."), 64)

KINDS = {
    "songwriter": Kind((66, 126), SIMPLE, ("none", "none", "tambourine"), bass=(32, 33), lines=SLOW, guitars=(("acoustic", "pick"), ("nylon", "pick"), ("acoustic", "strum")), comps=(REEDS,), leads=(22, 73, 40), backing=0.3, solo=0.5),
    "duo": Kind((76, 132), SIMPLE, ("none", "tambourine", "train"), bass=(32,), lines=TWO, guitars=(("acoustic", "strum"), ("acoustic", "pick")), comps=(PLUCKED,), leads=(22, 40, 105), backing=0.9, solo=0.7),
    "stringband": Kind((92, 140), SIMPLE, ("none", "train"), bass=(32,), lines=TWO, guitars=(("acoustic", "strum"),), comps=(PLUCKED, ((105,), ("0.2.1.2.0.2.1.2.", "0121021201210212"), 62)), leads=(110, 40, 105), busy=0.9, backing=0.5),
    "folkrock": Kind((84, 138), MODAL, ("backbeat", "rock", "tambourine"), bass=(33, 32), lines=TWO + ("1.1.1.1.1.1.1.1.",), guitars=(("acoustic", "strum"), ("clean", "pick"), ("crunch", "strum")), comps=(REEDS, PLUCKED), leads=(110, 73, 22, 27), backing=0.5),
    "waltz": Kind((84, 160), SIMPLE, ("none", "waltz"), bass=(32, 33), lines=("1-------5---", "1-----------"), guitars=(("acoustic", "pick"), ("nylon", "pick"), ("acoustic", "strum")), comps=(((21, 20, 24), ("x---x---x---", "....x---x---", "x-----------"), 60),), steps=12, metre=3, leads=(40, 21, 73), backing=0.4),
    "blues": Kind((70, 120), {"blue": 3, "vamp": 1}, ("none", "stomp"), bass=(32,), lines=TWO, guitars=(("acoustic", "riff"), ("acoustic", "pick")), comps=(), leads=(22,), swing=(0.58, 0.64), solo=0.8),
}
# Dances: quarter notes a minute, metre, sung or not by nature, instruments of melody and of accompaniment, scale steps.
MAJOR, DORIAN, MIXOLYDIAN, FREYGISH, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 9, 10), (0, 2, 4, 5, 7, 9, 10), (0, 1, 4, 5, 7, 8, 10), (0, 2, 3, 5, 7, 8, 11)
DANCES = {
    "reel": ((95, 122), 4, 0.5, (110, 40, 73, 105, 21, 22), (MAJOR, DORIAN, MIXOLYDIAN), "bodhran"),
    "jig": ((85, 115), 3, 0.5, (110, 73, 109, 21), (MAJOR, DORIAN, MIXOLYDIAN), "none"),
    "klezmer": ((90, 150), 4, 0.5, (71, 40, 21, 68, 56), (FREYGISH, MINOR), "tambourine"),
    "polka": ((100, 130), 4, 0.5, (21, 71, 56, 22), (MAJOR,), "stomp"),
    "air": ((58, 88), 4, 1.0, (73, 40, 109, 46, 75), (MAJOR, DORIAN, MINOR), "none"),
    "shanty": ((84, 120), 4, 1.0, (21, 110, 22), (MAJOR, DORIAN, MINOR), "none"),
}


def _part(pattern, scale, root, metre, unit, count=8):
    """Eight bars of running notes: [(start, length, pitch)]; bars 0..3 come back in 4..6 as tunes do."""
    pitch, bars = root + 12 + pattern.choice((0, 4, 7)), []
    allowed = {(root + s) % 12 for s in scale}
    for n in range(count):
        if n in (4, 5) or n == 2 and pattern.random() < 0.4:
            bars.append(list(bars[n - 4 if n >= 4 else 0]))
            continue
        notes, at = [], 0.0
        while at < metre - 0.01:
            long = min(metre - at, pattern.choice((unit, unit, unit, unit, 2 * unit, 3 * unit if unit < 1 else unit)))
            pitch = step(pitch, pattern.choice((-2, -1, -1, 1, 1, 2, 3, -3)), allowed)
            pitch += 12 if pitch < root + 5 else -12 if pitch > root + 22 else 0
            while pitch % 12 not in allowed:
                pitch -= 1
            notes.append((at, long, pitch))
            at += long
        if n == count - 1:
            notes = [(0, metre / 2, root + 12), (metre / 2, metre / 2, root + 12)]
        bars.append(notes)
    return bars


def dance(song, name, pattern, seconds, rng):
    """A tune of two parts, each twice, its accompaniment and players changing from time to time."""
    tempo, metre, unit, leads, scales, groove = DANCES[name]
    score = Score(pattern.uniform(*tempo) * (1.5 if name == "jig" else 1) * rng.uniform(0.97, 1.03))
    scale, root = pattern.choice(scales), 48 + pattern.randrange(12)
    tune = [part for _ in range(2) for part in (lambda p: p + p)(_part(pattern, scale, root, metre, unit))]
    minor = scale in (DORIAN, MINOR)
    form = make(pattern, {"vamp": 1} if minor or scale is FREYGISH else {"cadence": 1, "plain": 1}, seconds, score.tempo, metre, 0.5 if metre == 3 else pattern.choice((0.5, 0.54)), 0)
    turn = root - form.key - (9 if minor else 4 if scale is FREYGISH else 0)
    form = Form([type(b)(b.index, b.letter, b.number, b.count, *(type(c)((c.root + turn) % 12, c.quality) for c in (b.chord, b.following)), b.turn) for b in form.bars], root % 12, metre, form.swing)
    kind = Kind(tempo, {}, (groove,), steps=12 if metre == 3 else 16, metre=metre)
    players = pattern.sample(leads, min(len(leads), pattern.choice((1, 2, 2, 3))))
    for channel, program in enumerate(players):
        score.voice(channel, program, rng.randint(85, 118), rng.randint(40, 88))
    score.voice(4, pattern.choice((32, 43, 58 if name in ("klezmer", "polka") else 32)), rng.randint(75, 105))
    score.voice(5, pattern.choice((21, 25, 24, 0, 15)), rng.randint(60, 95), 50)
    if song.sung:
        score.voice(6, 52, 1)
        score.singer = 6
    strummed, oompah, chorus = [], pattern.random() < 0.6, []
    grid = GROOVES[groove][pattern.randrange(2)] if pattern.random() < 0.6 else ""
    score.voice(DRUMS, 0, rng.randint(60, 90))
    for bar in form.bars:
        at, notes = bar.index * metre, tune[bar.index % len(tune)]
        for start, long, pitch in notes:
            loud = 92 + (8 if start % 2 == 0 else 0) + rng.gauss(0, 5)
            for channel in range(len(players)):
                if bar.index // 16 % len(players) == channel or bar.index >= 32:
                    if rng.random() < 0.12 and long >= 0.5:
                        score.note(channel, pitch + rng.choice((1, 2, -1)), at + start - 0.09, 0.09, loud - 10)
                    score.note(channel, pitch + 12 * (channel == 2), at + start + rng.gauss(0, 0.012), long * rng.choice((0.8, 0.95)), loud)
        sung = [n for n in notes if n[0] == int(n[0])]
        for i, (start, _, pitch) in enumerate(sung if song.sung and bar.index // 8 % 4 != 3 else []):
            long = (sung[i + 1][0] if i + 1 < len(sung) else metre) - start
            score.note(6, pitch, at + start, long * 0.92, 92)
            if bar.index // 4 % 2:
                chorus.append((score.seconds(at + start), score.seconds(long * 0.9), pitch, 85))
        for beat in range(int(metre)):
            if oompah and bar.index >= 8:
                low = 36 + (bar.chord.root - 36) % 12
                if beat % 2 == 0:
                    score.note(4, low + (7 if beat else 0), at + beat, 0.8, 84)
                for p in near(bar.chord, 60, 3):
                    score.note(5, p, at + beat + (0.5 if metre == 4 else 0), 0.35, 62 + rng.gauss(0, 5))
            strummed += guitar.strum(guitar.shape(bar.chord), at + beat, 0.9, 82 if beat % 2 == 0 else 66)
        play_lanes(score, rng, grid, bar, kind, form, 0.8)
    if pattern.random() < 0.6:
        score.layers.append((guitar.layer(score, strummed, pattern.choice(("acoustic", "acoustic", "nylon")), rng.randrange(10 ** 6)), rng.uniform(-9, -1)))
    if chorus and (name == "shanty" or pattern.random() < 0.3):
        score.layers.append((voice.layer([chorus, [(s, d, p - 12, v) for s, d, p, v in chorus]], rng.randrange(10 ** 6), 0.9, 3), rng.uniform(-6, 2)))
    return score


def compose(song, sources, folder, seconds, rng):
    """A song of the pattern song.detail["pattern"]."""
    pattern = random.Random(f"{song.genre}/{song.detail['pattern']}")
    name = pattern.choice(sorted(KINDS) + sorted(DANCES))
    if name in DANCES:
        return dance(song, name, pattern, seconds, rng)
    return play(song, KINDS[name], pattern, seconds, rng)
