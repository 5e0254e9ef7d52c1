"""Swing: big bands in sections (soli, riffs, call and response, shout), jump and sweet dance bands, crooners, small swing groups."""
from dataclasses import replace
from math import ceil

from corpus.jazz.jazz_combo import Manner, compose_manner, play_line
from corpus.jazz.jazz_harmony import BLUES, RAG, block, nearest, pool_form, song_form
from corpus.jazz.jazz_lines import Improviser, fit, head, riff
from corpus.jazz.jazz_rhythm import Bassist, Comper, Drummer
from corpus.jazz.jazz_stage import Stage
from corpus.music.score import Score

# style: tempo, swing, bass, drums, weight
BANDS = {
    "big band": ((130, 215), (0.58, 0.67), ("walk",), ("hats", "swing", "hats"), 6),
    "jump": ((135, 195), (0.62, 0.68), ("walk", "walk", "two"), ("hats", "two", "swing"), 3),
    "crooner": ((66, 125), (0.58, 0.67), ("two", "walk"), ("brushes", "swing"), 3),
    "dance": ((120, 220), (0.54, 0.64), ("two",), ("two", "march", "brushes"), 3),
    "sweet": ((80, 140), (0.56, 0.66), ("two",), ("brushes", "two"), 2),
}
COMBOS = {
    "swing combo": Manner((120, 230), (("clarinet", "vibes"), ("clarinet",), ("vibes",), ("tenor sax", "trumpet"), ("clarinet", "jazz guitar"), ("trumpet", "clarinet")), ("piano",),
                          ("song", "song", "blues"), (0.57, 0.66), ("comp", "four"), ("walk",), ("hats", "brushes", "swing"), ("riff", "lyrical", "bebop"), kits=(0, 40, 8)),
    "jump combo": Manner((130, 200), (("tenor sax", "trumpet"), ("alto sax", "tenor sax"), ("tenor sax",)), ("piano",), ("blues", "blues", "song"), (0.62, 0.68),
                         ("four", "comp"), ("walk",), ("hats", "two"), ("riff",), kits=(0, 8)),
    "strings of swing": Manner((120, 240), (("violin", "clarinet"), ("violin", "steel guitar")), ("steel guitar", "jazz guitar"), ("song", "minor song"), (0.58, 0.66),
                               ("pompe", "four"), ("walk", "two"), ("", "brushes"), ("lyrical", "riff"), kits=(40,)),
}


class Section:
    """Horns that play together, one channel a pair: chords are dealt from the top."""

    def __init__(self, stage, names, volume):
        self.stage = stage
        self.players = [stage.player(n, volume, lay=0.006, loose=0.005) for n in names]

    def chord(self, beat, length, pitches, velocity, **how):
        """Notes from high to low over the players, with one expression a channel."""
        pitches = sorted(pitches, reverse=True)
        share = ceil(len(pitches) / len(self.players))
        for i, player in enumerate(self.players):
            mine = pitches[i * share:(i + 1) * share]
            for k, pitch in enumerate(mine):
                if k == 0:
                    self.stage.play(player, beat, length, pitch, velocity, **how)
                else:
                    self.stage.score.note(player.channel, pitch, self.stage.at(beat, player.lay, player.loose), length, velocity - 6)

    def soli(self, line, chart, voices, level, drop=False, unison=False, **how):
        """A tune in block harmony, or in octaves."""
        for beat, length, pitch, velocity, ornaments in line:
            stack = [pitch, pitch - 12] if unison else block(pitch, chart.at(beat + 0.01), voices, drop)
            self.chord(beat, length, stack, velocity * 0.5 + level, **{**how, **ornaments})


def answers(traits, metre, busy):
    """Brass punctuation for two bars: (beat, length, fall)."""
    slots = [x / 2 for x in range(3, metre * 4 - 1)]
    return [(b, traits.choice((0.2, 0.25, 0.4, 1.2)), traits.random() < 0.12) for b in sorted(traits.sample(slots, traits.choice((1, 2, 2, 3) if busy < 0.5 else (2, 3, 4))))]


class Band:
    """The whole band and its book: riffs, punctuation and tune of one pattern."""

    def __init__(self, stage, traits, chart, style, sung):
        self.stage, self.chart, self.style = stage, chart, style
        old = style in ("dance", "sweet")
        self.saxes = Section(stage, traits.choice((("alto sax", "tenor sax", "baritone sax"), ("alto sax", "tenor sax"), ("clarinet", "alto sax", "tenor sax"))), traits.randint(82, 108))
        muted = old and traits.random() < 0.5 or style == "crooner" and traits.random() < 0.4
        self.trumpets = Section(stage, ("muted trumpet" if muted else "trumpet",), traits.randint(80, 108))
        self.bones = Section(stage, ("trombone",), traits.randint(78, 104)) if style != "jump" or traits.random() < 0.5 else None
        self.solos = [stage.player(n, traits.randint(96, 122)) for n in traits.sample(("clarinet", "trumpet", "tenor sax", "alto sax", "trombone", "vibes") if not old else ("clarinet", "muted trumpet", "violin", "alto sax"), 2)]
        self.singer = stage.player("singer") if sung else None
        self.strings = stage.player("strings", traits.randint(55, 85)) if style == "crooner" and traits.random() < 0.5 else None
        self.tune = head(traits, chart, *((56, 70) if sung else (64, 80)), "lyrical" if sung or style in ("crooner", "sweet") else traits.choice(("riff", "riff", "lyrical", "bebop")))
        mind = lambda low, high: Improviser(traits, low, high)
        self.riffs = [riff(traits, mind(62, 76), chart.metre) for _ in range(3)]
        self.punches = [answers(traits, chart.metre, traits.random()) for _ in range(3)]
        self.minds = {p.channel: Improviser(traits, p.low + 4, p.high - 2, blues=0.3) for p in self.solos}
        self.vibrato = traits.uniform(20, 50) if old else None
        self.drop = traits.random() < 0.3

    def span(self, line, begin, first, last):
        """The notes of a chorus line within some bars, in song time."""
        m = self.chart.metre
        return [(b + begin * m, *rest) for b, *rest in line if first * m <= b + begin * m < last * m]

    def brass(self, beat, length, top, velocity, **how):
        """Trumpets in close harmony with trombones an octave lower."""
        stack = block(nearest(top, self.chart.at(beat + 0.3).tones, -3, 3), self.chart.at(beat + 0.3), 4)
        self.trumpets.chord(beat, length, stack[1:], velocity, **how)
        if self.bones:
            self.bones.chord(beat, length, [p - 12 for p in stack[-3:]], velocity - 4, **how)

    def punctuate(self, first, last, book, velocity=84, top=76):
        """Brass figures every two bars."""
        for bar in range(first, last, 2):
            for beat, length, fall in book:
                if bar + beat / self.chart.metre < last:
                    self.brass(bar * self.chart.metre + beat, length, top, velocity, fall=4 if fall else None)

    def pad(self, section, first, last, velocity, centre=62):
        """Held harmony."""
        for bar in range(first, last):
            for offset, length, change in self.chart.bar(bar):
                section.chord(bar * self.chart.metre + offset, length * 0.95, block(nearest(centre, change.tones[1:]), change, 4), velocity, scoop=0)

    def texture(self, kind, begin, first, last, turn):
        """Some bars of the chorus that began at bar `begin`, in a texture."""
        stage, chart, rng = self.stage, self.chart, self.stage.rng
        tune, beats = self.span(self.tune, begin, first, last), (first * chart.metre, last * chart.metre)
        soloist = self.solos[turn % 2]
        if kind == "soli":
            self.saxes.soli(tune, chart, 5, 44, self.drop, vibrato=self.vibrato)
            self.punctuate(first, last, self.punches[0], 78)
        elif kind == "brass lead":
            for beat, length, pitch, velocity, _ in tune:
                self.brass(beat, length, pitch + 5, velocity * 0.5 + 46)
            for bar in range(first, last, 2):
                self.saxes.soli([n for n in fit(self.riffs[1], chart, bar * chart.metre) if n[0] < beats[1]], chart, 2, 34, unison=True)
        elif kind == "riffs":
            for bar in range(first, last, 2):
                line = [n for n in fit(self.riffs[turn % 3], chart, bar * chart.metre) if n[0] < beats[1]]
                self.saxes.soli(line, chart, 4, 46, unison=turn % 3 == 1)
            self.punctuate(first, last, self.punches[1], 92)
        elif kind == "solo":
            play_line(stage, soloist, self.minds[soloist.channel].solo(chart, *beats, rng, rng.uniform(0.5, 0.9)), 8)
            if turn % 2 == 0:
                self.pad(self.saxes, first, last, 56)
            else:
                for bar in range(first, last, 2):
                    self.saxes.soli([n for n in fit(self.riffs[2], chart, bar * chart.metre) if n[0] < beats[1]], chart, 4, 22)
            if rng.random() < 0.5:
                self.punctuate(first, last, self.punches[2], 70)
        elif kind == "shout":
            for bar in range(first, last, 2):
                for beat, length, pitch, velocity, _ in fit(self.riffs[0], chart, bar * chart.metre):
                    if beat < beats[1]:
                        self.brass(beat, length, pitch + 10, 104, fall=3 if length > 0.8 and rng.random() < 0.4 else None)
                        self.saxes.chord(beat, length, block(nearest(pitch + 2, chart.at(beat).tones, -3, 3), chart.at(beat + 0.01), 4), 96)
                        if stage.drums and rng.random() < 0.6:
                            stage.hit(38, beat, 92), stage.hit(36, beat, 84)
        elif kind == "vocal":
            play_line(stage, self.singer or soloist, tune, 4)
            if self.strings:
                for bar in range(first, last):
                    for offset, length, change in chart.bar(bar):
                        stage.chord(self.strings, bar * chart.metre + offset, length, block(nearest(74, change.tones), change, 4, True), 58)
            elif turn % 2:
                self.pad(self.saxes, first, last, 50)
            if rng.random() < 0.6:
                self.punctuate(first, last, self.punches[0], 62, 70)


def compose(song, traits, rng, seconds):
    """A big band."""
    names = sorted(BANDS)
    style = traits.choices(names, [BANDS[n][4] for n in names])[0]
    if song.sung and traits.random() < 0.5:
        style = "crooner"
    tempo, swing, basses, drums, _ = BANDS[style]
    score = Score(traits.uniform(*tempo) * rng.uniform(0.97, 1.03))
    stage = Stage(score, rng, traits.uniform(*swing))
    chart = pool_form(traits, BLUES) if traits.random() < (0.6 if style == "jump" else 0.15) else pool_form(traits, RAG) if style == "dance" and traits.random() < 0.5 else song_form(traits, traits.random() < 0.18)
    chart.reharmonise(traits, traits.choice((0, 0.1, 0.3)))
    chart.slow = score.tempo < 90
    band = Band(stage, traits, chart, style, song.sung)
    old = style == "dance"
    bassist = Bassist(stage, stage.player("tuba" if old and traits.random() < 0.6 else "upright bass", traits.randint(76, 108)), chart, traits.choice(basses))
    strummer = stage.player("banjo" if old else "jazz guitar", traits.randint(55, 90))
    guitar = Comper(stage, strummer, chart, traits, "strum" if old else "four")
    piano = Comper(stage, stage.player("piano", traits.randint(60, 92)), chart, traits, "comp")
    piano.busy = traits.uniform(0.2, 0.7)
    stage.drummer((40,) if "brushes" in drums and traits.random() < 0.5 else (0, 8, 32))
    drummer = Drummer(stage, traits, traits.choice(drums))
    bars, span = ceil(seconds * score.tempo / 60 / 4) + 1, 4 if chart.bars == 12 else 8
    pool = ["soli", "brass lead", "riffs", "solo", "solo", "shout"] if style in ("big band", "jump") else ["soli", "soli", "brass lead", "solo", "vocal", "riffs"]
    if song.sung:
        pool = ["vocal"] * 7 + ["soli", "solo", "brass lead", "shout" if style in ("big band", "jump") else "soli"]
    offset, turn, kind, run = -traits.randrange(0, chart.bars, span), traits.randrange(3), None, 0
    first = offset
    while first < bars:
        last = first + span
        begin = offset + (first - offset) // chart.bars * chart.bars
        if run <= 0:
            kind, run, turn = traits.choice([k for k in pool if k != kind or k == "vocal"]), traits.choice((1, 2, 2, 3)) * (3 if span == 4 else 1), turn + 1
        run -= 1
        here = (max(0, first), min(last, bars))
        if here[0] < here[1]:
            heat = {"shout": 1.0, "riffs": 0.8, "vocal": 0.35}.get(kind, 0.55)
            band.texture(kind, begin, *here, turn)
            for bar in range(*here):
                drummer.bar(bar, heat, fill=bar == last - 1 and rng.random() < 0.4, crash=bar == first and heat > 0.7)
                bassist.bar(bar)
                guitar.bar(bar, heat * 0.6)
                piano.bar(bar, 0.3 if kind in ("solo", "vocal") else 0.15)
        first = last
    return score


def compose_combo(song, traits, rng, seconds):
    """A small swing group."""
    manner = COMBOS[traits.choices(("swing combo", "jump combo", "strings of swing"), (6, 3, 2))[0]]
    return compose_manner(song, traits, rng, seconds, replace(manner, tempo=(90, 190)) if song.sung else manner)
