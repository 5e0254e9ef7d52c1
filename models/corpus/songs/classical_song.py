"""Classical music from patterns: keyboard textures, a soloist, counterpoint, an orchestra in sections, a choir; with rubato."""
import math
import random

import mido

from corpus.music.form import make, near
from corpus.music.melody import MAJOR, step
from corpus.music.score import PPQ, Score
from corpus.sound import voice

POOLS = {"cadence": 5, "plain": 1, "rich": 0.5}
# Texture: tempo in quarter notes a minute, programs that may play it.
TEXTURES = {"alberti": ((84, 150), (0, 0, 6)), "nocturne": ((52, 84), (0, 0, 46)), "prelude": ((60, 120), (0, 6, 46, 24)), "chords": ((56, 110), (0, 19)),
            "etude": ((90, 150), (0,)), "fugue": ((64, 110), (19, 6, 0, 48)), "organ": ((50, 84), (19, 20)), "solo": ((56, 130), (40, 42, 24, 73, 41)),
            "sonata": ((70, 130), (40, 42, 73, 71, 68)), "orchestra": ((54, 140), (48,)), "adagio": ((44, 70), (48, 49)), "winds": ((66, 120), (73,)), "choir": ((54, 92), (52,))}
ARPEGGIOS = ((0, 2, 1, 2), (0, 1, 2, 3), (0, 1, 2, 3, 2, 1), (0, 2, 1, 3, 2, 1), (0, 1, 2, 3, 4, 3, 2, 1))


class Rubato:
    """Notes of a score displaced as a player would: time bends within phrases (never more than `depth` beats), loudness swells."""

    def __init__(self, score, pattern, rng, metre):
        self.score, self.rng, self.span = score, rng, metre * pattern.choice((2, 4, 4))
        self.depth, self.swell = pattern.choice((0.02, 0.1, 0.3)), pattern.uniform(4, 16)
        self.arch, self.long = pattern.uniform(5, 18), metre * pattern.choice((8, 16, 24))

    def note(self, channel, pitch, start, length, velocity):
        """As Score.note."""
        phrase = 2 * math.pi * start / self.span
        bend = self.depth * math.sin(phrase) + self.depth * 0.5 * math.sin(phrase / 3.3)
        loud = velocity - self.swell * math.cos(phrase) * 0.5 - self.arch * math.cos(2 * math.pi * start / self.long)
        self.score.note(channel, pitch, max(0, start + bend + self.rng.gauss(0, 0.008)), length, max(20, loud + self.rng.gauss(0, 3)))


def swell(score, channel, pattern, seconds):
    """Crescendi on a channel's expression controller, a step every half note."""
    period, depth = pattern.choice((8, 16, 32)), pattern.uniform(5, 45)
    for beat in range(0, int(seconds * score.tempo / 60), 2):
        value = 110 - depth * (0.5 + 0.5 * math.cos(2 * math.pi * beat / period))
        score.add(beat * PPQ, mido.Message("control_change", channel=channel, control=11, value=int(value)))


def melody(form, pattern, centre, divisions, rest=0.1, ornament=0.0):
    """A line over the harmony: motifs of two bars that return, moved to the chord; [(start, length, pitch, velocity)]."""
    seed, scale, out = pattern.random(), {(form.key + d) % 12 for d in MAJOR}, []
    cells = [pattern.choice(divisions) for _ in range(3)]
    for bar in form.bars:
        local = random.Random(f"{seed}/{bar.letter}/{bar.number % 4}")
        if local.random() < rest:
            continue
        cell = cells[(0, 1, 0, 2)[bar.number % 4]]
        tones = {(bar.chord.root + t) % 12 for t in bar.chord.tones}
        pitch = min((p for p in range(centre - 7, centre + 10) if p % 12 in tones), key=lambda p: abs(p - centre - local.choice((-5, 0, 4, 7))))
        direction, at = local.choice((-1, 1)), 0.0
        for long in cell:
            if at >= form.metre:
                break
            out.append((bar.index * form.metre + at, min(long, form.metre - at) * 0.96, pitch, 84 + 6 * (at == 0)))
            if local.random() < ornament and long >= 1:
                out[-1:] = [(bar.index * form.metre + at, 0.12, step(pitch, 1, scale), 80), (bar.index * form.metre + at + 0.12, long - 0.15, pitch, 84)]
            direction = -direction if abs(pitch - centre) > 9 or local.random() < 0.25 else direction
            pitch, at = step(pitch, direction * local.choice((1, 1, 1, 2)), scale | tones), at + long
    return out


SINGING = ((2, 1, 1), (1.5, 0.5, 2), (3, 1), (1, 1, 1, 1), (4,), (2, 0.5, 0.5, 1), (1, 0.5, 0.5, 2))
RUNNING = ((0.5,) * 8, (0.25,) * 16, (1, 0.5, 0.5, 1, 0.5, 0.5), (0.5, 0.25, 0.25) * 4, (1, 0.25, 0.25, 0.25, 0.25, 1, 1), (0.75, 0.25) * 4)
FAST = ((0.25,) * 16, (0.5, 0.25, 0.25) * 4, (1 / 3,) * 12, (0.25,) * 8 + (0.5,) * 4)


def keyboard(player, form, pattern, texture, channel, left):
    """Two hands in one of the textures."""
    order, unit = pattern.choice(ARPEGGIOS), pattern.choice({"alberti": (0.5, 0.25), "nocturne": (0.5, 1 / 3), "prelude": (0.25, 0.5), "etude": (0.25, 1 / 6)}.get(texture, (0.5,)))
    for bar in form.bars:
        at, pitches = bar.index * form.metre, near(bar.chord, 52 if texture in ("alberti", "etude") else 50, 4)
        pitches += [p + 12 for p in pitches]
        low = 36 + (bar.chord.root - 36) % 12
        if texture == "chords":
            for beat in range(int(form.metre)):
                for p in near(bar.chord, 62, 4) if beat % 2 == 0 or bar.letter == "C" else []:
                    player.note(channel, p, at + beat, 0.9, 68)
            player.note(left, low, at, form.metre, 76)
            player.note(left, low - 12, at, form.metre, 70)
            continue
        player.note(left, low, at, form.metre * 0.95, 70)
        for i in range(round(form.metre / unit)):
            pitch = pitches[order[i % len(order)]] + (12 if texture == "prelude" and i % (2 * len(order)) >= len(order) else 0)
            player.note(left, pitch, at + i * unit, unit * (2.5 if texture in ("nocturne", "prelude") else 0.95), 60)
    if texture != "prelude" or pattern.random() < 0.4:
        for start, long, pitch, loud in melody(form, pattern, 76, {"alberti": RUNNING + SINGING, "etude": FAST}.get(texture, SINGING), ornament=0.2):
            player.note(channel, pitch, start, long, loud)
            if texture == "chords" and pattern.random() < 0.3:
                player.note(channel, pitch - 12, start, long, loud - 8)


def counterpoint(player, form, pattern, channels, seconds):
    """Voices that enter one after the other with the same subject, then run on."""
    divisions = pattern.choice((RUNNING, RUNNING + SINGING, FAST[:2] + RUNNING))
    lines = [melody(form, random.Random(f"{pattern.random()}"), centre, divisions, 0.1) for centre in (76, 67, 60, 48)[:len(channels)]]
    subject = [n for n in lines[0] if n[0] < 2 * form.metre]
    for i, (channel, line) in enumerate(zip(channels, lines)):
        enter = 2 * form.metre * i
        for turn in range(0, len(form.bars) // 8 + 1):
            begin = turn * 8 * form.metre + enter
            line = [n for n in line if not begin <= n[0] < begin + 2 * form.metre] + [(s + begin, d, p - 12 * ((i + 1) // 2) - (5 if i % 2 else 0), v) for s, d, p, v in subject]
        for start, long, pitch, loud in line:
            if start >= enter:
                player.note(channel, pitch, start, long, loud)


def orchestra(score, player, form, pattern, rng, seconds, slow):
    """Strings in four parts, winds that take the theme in turn, brass and timpani in the loud sections."""
    programs = (pattern.choice((48, 40, 49)), 48, 42, 43, *pattern.sample((73, 71, 68, 70, 60), 2), 60, 61, 47, 46)
    for channel, program in zip((0, 1, 2, 3, 4, 5, 6, 7, 8, 10), programs):
        score.voice(channel, program, rng.randint(80, 115), rng.randint(30, 98))
        if channel < 8:
            swell(score, channel, pattern, seconds)
    theme = melody(form, pattern, 74, SINGING if slow else SINGING + RUNNING, 0.05)
    moves = {letter: "held" if slow else pattern.choice(("held", "tremolo", "pulse", "pizzicato", "arpeggio")) for letter in "iVvCBb"}
    who = {letter: pattern.sample((0, 4, 5, 2), 2) if letter != "C" else [0, 4] for letter in "iVvCBb"}
    for start, long, pitch, loud in theme:
        for channel in who[form.bars[int(start // form.metre)].letter][:2 if loud > 88 or slow else 1]:
            player.note(channel, pitch - 12 * (channel == 2), start, long, loud)
    for bar in form.bars:
        at, pitches, move, loud = bar.index * form.metre, near(bar.chord, 62, 4), moves[bar.letter], 50 + 34 * bar.level
        unit = {"held": form.metre, "tremolo": 0.25, "pulse": 0.5, "pizzicato": 1, "arpeggio": 0.5}[move]
        for i in range(round(form.metre / unit)):
            chosen = pitches if move != "arpeggio" else [pitches[i % len(pitches)]]
            for p in chosen:
                player.note(1, p, at + i * unit, unit * (0.3 if move == "pizzicato" else 0.97), loud)
        low = 36 + (bar.chord.root - 36) % 12
        for channel, pitch in ((2, low + 12), (3, low)):
            player.note(channel, pitch, at, form.metre * 0.95, loud)
        if bar.letter in "CB" and not slow:
            for p in pitches[:3]:
                player.note(7 if bar.letter == "C" else 6, p, at, form.metre / 2, loud)
            player.note(8, low, at, 0.5, loud + 10)
            if bar.last:
                for i in range(8):
                    player.note(8, low, at + form.metre - 2 + i / 4, 0.25, 60 + 6 * i)


def compose(song, sources, folder, seconds, rng):
    """A piece of the pattern song.detail["pattern"]."""
    pattern = random.Random(f"{song.genre}/{song.detail['pattern']}")
    texture = pattern.choice(sorted(TEXTURES))
    tempo, programs = TEXTURES[texture]
    score = Score(pattern.uniform(*tempo) * rng.uniform(0.95, 1.05))
    form = make(pattern, POOLS, seconds, score.tempo, pattern.choice((4, 4, 3)), 0.5, 0)
    player, program = Rubato(score, pattern, rng, form.metre), pattern.choice(programs)
    if texture in ("orchestra", "adagio"):
        orchestra(score, player, form, pattern, rng, seconds, texture == "adagio")
    elif texture in ("fugue", "organ", "winds", "choir"):
        parts = pattern.choice((3, 4, 4))
        chosen = [program] * parts if texture != "winds" else pattern.sample((73, 68, 71, 70, 60), parts)
        for channel, number in enumerate(chosen):
            score.voice(channel, number, rng.randint(85, 115), rng.randint(34, 94))
        if texture == "fugue" or texture == "winds" and pattern.random() < 0.5:
            counterpoint(player, form, pattern, range(parts), seconds)
        else:
            for start, long, pitch, loud in melody(form, pattern, 72, SINGING, 0):
                player.note(0, pitch, start, long, loud)
            lines = [[], [], []]
            for bar in form.bars:
                for half in range(0, int(form.metre), 2):
                    for i, pitch in enumerate((*near(bar.chord, 60, 3)[:parts - 2], 36 + (bar.chord.root - 36) % 12 + (7 if half else 0))):
                        at, long = bar.index * form.metre + half, min(2, form.metre - half) * 0.97
                        player.note(1 + i, pitch, at, long, 74)
                        lines[i].append((score.seconds(at), score.seconds(long), pitch, 80))
            if texture == "choir":
                score.layers.append((voice.layer([line for line in lines if line], rng.randrange(10 ** 6), 0.5, 3), rng.uniform(-3, 8)))
    elif texture in ("solo", "sonata"):
        score.voice(0, program, rng.randint(95, 118))
        swell(score, 0, pattern, seconds)
        centre = {42: 55, 41: 62, 24: 62, 73: 78}.get(program, 74)
        for start, long, pitch, loud in melody(form, pattern, centre, FAST + RUNNING if texture == "solo" and pattern.random() < 0.6 else SINGING + RUNNING, 0.05, 0.2):
            player.note(0, pitch, start, long, loud)
            if texture == "solo" and start % form.metre == 0 and program in (40, 42, 24, 41):
                player.note(0, pitch - 9 + pattern.choice((0, 1, 2)), start, 0.4, loud - 10)
        if texture == "sonata":
            score.voice(1, pattern.choice((0, 0, 6, 46)), rng.randint(70, 95))
            keyboard(player, form, pattern, "prelude" if pattern.random() < 0.3 else "alberti" if pattern.random() < 0.5 else "nocturne", 2, 1)
            score.voice(2, 0, 1)
    else:
        score.voice(0, program, rng.randint(90, 118))
        score.voice(1, program, rng.randint(85, 112))
        keyboard(player, form, pattern, texture, 0, 1)
    return score
