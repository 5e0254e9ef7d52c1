"""Jazz piano: alone (stride, ragtime, ballad, walking left hand, shells, fourths, boogie, locked hands) or with bass and drums."""
from dataclasses import replace
from math import ceil

import mido

from corpus.jazz.jazz_combo import make_chart, play_line, segments
from corpus.jazz.jazz_harmony import BLUES, RAG, block, close, nearest, pool_form
from corpus.jazz.jazz_lines import Improviser, head
from corpus.jazz.jazz_rhythm import Bassist, Comper, Drummer
from corpus.jazz.jazz_stage import Stage
from corpus.music.score import Score

# style: tempo, swing, forms, rubato, weight
STYLES = {
    "stride": ((95, 230), (0.58, 0.66), ("song", "song", "minor song", "blues"), 0.0, 4),
    "rag": ((140, 215), (0.5, 0.53), ("rag",), 0.0, 4),
    "ballad": ((48, 80), (0.5, 0.62), ("song", "minor song"), 0.35, 4),
    "walking": ((100, 220), (0.58, 0.66), ("song", "blues", "minor song"), 0.0, 3),
    "shells": ((120, 250), (0.55, 0.64), ("song", "blues", "minor song"), 0.0, 3),
    "fourths": ((80, 170), (0.5, 0.62), ("modal", "minor blues", "modal"), 0.12, 2),
    "boogie": ((115, 185), (0.58, 0.67), ("boogie",), 0.0, 3),
    "locked": ((70, 170), (0.58, 0.66), ("song", "song", "blues"), 0.08, 2),
    "pattern": ((80, 140), (0.5, 0.52), ("modal", "song"), 0.1, 2),
}
BOOGIES = (((0, 0), (0.5, 12), (1, 4), (1.5, 16), (2, 7), (2.5, 19), (3, 9), (3.5, 21)), ((0, 0), (0.5, 0), (1, 4), (1.5, 4), (2, 7), (2.5, 7), (3, 9), (3.5, 9)),
           ((0, 0), (0.5, 4), (1, 7), (1.5, 9), (2, 10), (2.5, 9), (3, 7), (3.5, 4)), ((0, 0), (0.5, 7), (1, 9), (1.5, 7), (2, 10), (2.5, 7), (3, 9), (3.5, 7)),
           ((0, 0), (0.5, 12), (1, 0), (1.5, 12), (2, 0), (2.5, 12), (3, 0), (3.5, 12)), ((0, 0), (0.5, 0), (1, 3), (1.5, 4), (2, 7), (2.5, 7), (3, 9), (3.5, 7)))
RAGS = ((0, 0.5, 1.5, 2, 2.5, 3.5), (0.5, 1, 2, 2.5, 3, 3.5), (0, 0.5, 1, 1.5, 2.5, 3, 3.5), (0, 1, 1.5, 2.5, 3), (0.5, 1.5, 2, 3, 3.5), (0, 0.5, 1.5, 2.5, 3), (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5), (0, 1, 2))


class LeftHand:
    """The left hand's bar in a style."""

    def __init__(self, stage, player, chart, traits, style):
        self.stage, self.player, self.chart, self.style = stage, player, chart, style
        self.tenths, self.figures = traits.random() < 0.5, traits.sample(BOOGIES, 2)
        self.comper = Comper(stage, player, chart, traits)
        self.comper.centre, self.comper.notes = traits.randint(51, 55), 3
        self.comper.voicing = {"fourths": "quartal", "shells": "shell"}.get(style, self.comper.voicing)
        self.bassist = Bassist(stage, replace(player, low=28, high=55), chart)
        self.broken = traits.sample(((0, 7, 12, 16), (0, 7, 14, 16), (0, 12, 7, 16), (0, 7, 10, 14)), 2)

    def bar(self, number, heat):
        """One bar."""
        stage, rng, chart, start = self.stage, self.stage.rng, self.chart, number * self.chart.metre
        if self.style in ("stride", "rag"):
            for beat in range(4):
                change = chart.at(start + beat)
                low = 31 + (change.root - 31) % 12
                if beat % 2 == 0:
                    if beat == 2 and rng.random() < 0.7:
                        low += 7 if low < 37 else -5
                    notes = [low, low + 12] if self.style == "rag" or rng.random() < 0.3 else [low, low + 16 + (change.tones[1] - change.root) % 12 - 4] if self.tenths else [low]
                    stage.chord(self.player, start + beat, rng.uniform(0.5, 0.9), notes, 84, 0.05 if self.tenths else 0)
                else:
                    stage.chord(self.player, start + beat, rng.uniform(0.25, 0.5), close(change.tones, 56), 68)
            if rng.random() < 0.1:
                goal = 31 + (chart.at(start + 4).root - 31) % 12
                for i in range(4):
                    stage.chord(self.player, start + i, 0.7, [goal - 5 + i, goal + 7 + i], 80)
        elif self.style == "ballad":
            for offset, length, change in chart.bar(number):
                low = 33 + (change.root - 33) % 12
                third = (change.tones[1] - change.root) % 12
                pedal(stage, self.player, start + offset, length)
                stage.chord(self.player, start + offset, length * 0.95, [low, low + 7, low + 12 + third], 58 + 14 * heat, rng.choice((0.05, 0.15, 0.35)))
                if length >= 2 and rng.random() < 0.6:
                    stage.chord(self.player, start + offset + length / 2, length * 0.4, close(change.tones[1:] + change.colours[:1], 55), 48 + 12 * heat, 0.08)
        elif self.style == "walking":
            self.bassist.bar(number, "walk", 84)
            if rng.random() < 0.4:
                self.comper.bar(number, 0.2)
        elif self.style == "boogie":
            figure, change = self.figures[number // 12 % 2], None
            for beat, degree in figure:
                change = chart.at(start + beat)
                low = 33 + (change.root - 33) % 12
                minor = (change.tones[1] - change.root) % 12 == 3
                stage.play(self.player, start + beat, 0.45, low + degree - (1 if minor and degree % 12 in (4, 9) else 0), 88 if beat % 1 == 0 else 74)
        elif self.style == "pattern":
            for offset, length, change in chart.bar(number):
                low, third = 36 + (change.root - 36) % 12, (change.tones[1] - change.root) % 12
                pedal(stage, self.player, start + offset, length)
                for i in range(int(length * 2)):
                    degree = self.broken[number % 2][i % 4]
                    stage.play(self.player, start + offset + i / 2, 0.9, low + (12 + third if degree == 16 else degree), 62 + (8 if i == 0 else 0))
        else:
            self.comper.bar(number, 0.25 + 0.4 * heat)
            if self.style == "fourths" and rng.random() < 0.5:
                low = 29 + (chart.at(start).root - 29) % 12
                stage.chord(self.player, start, 3, [low, low + 7], 76)


def pedal(stage, player, beat, length):
    """Sustain pedal, changed with the harmony."""
    for at, value in ((beat + 0.1, 100), (beat + length - 0.05, 0)):
        stage.score.add(round(stage.at(at) * 480), mido.Message("control_change", channel=player.channel, control=64, value=value))


def dress(stage, player, line, chart, way, share):
    """A right-hand line; some of its notes become octaves, block chords, sixths or crushed thirds."""
    rng = stage.rng
    for beat, length, pitch, velocity, how in line:
        change = chart.at(beat + 0.01)
        if rng.random() > share or length < 0.3:
            notes = [pitch]
        elif way == "octaves":
            notes = [pitch, pitch + 12] + ([nearest(pitch + 5, change.tones, -2, 4)] if rng.random() < 0.4 else [])
        elif way == "blocks":
            notes = block(pitch, change, rng.choice((3, 4, 4)), rng.random() < 0.3) + ([pitch - 12] if rng.random() < 0.3 else [])
        elif way == "fourths":
            notes = [pitch, pitch - 5, pitch - 10]
        else:
            notes = [pitch, nearest(pitch - 5, change.tones, -3, 2)]
        if "scoop" in how or (way == "thirds" and rng.random() < 0.12):
            stage.play(player, beat - 0.06, 0.1, pitch - 1, velocity - 20)
        stage.chord(player, beat, length, sorted(set(notes)), velocity, rng.choice((0, 0, 0.06, 0.2)) if stage.waves else 0)


def rag_tune(traits, chart):
    """Two strains of syncopated figures on chord tones."""
    cells, pitch, out = traits.sample(RAGS, 4), 74, []
    for bar in range(chart.bars):
        figure = traits.choice(cells)
        for i, beat in enumerate(figure):
            time = bar * 4 + beat
            change = chart.at(time)
            pitch = nearest(pitch + traits.choice((-5, -3, -2, 2, 3, 4)), change.tones if beat % 1 == 0 or traits.random() < 0.5 else change.scale, -3, 3)
            pitch += -12 if pitch > 88 else 12 if pitch < 65 else 0
            out.append((time, ((figure[i + 1] if i + 1 < len(figure) else 4) - beat) * 0.8, pitch, 86 + (8 if beat % 1 else 0), {}))
    return out


def boogie_chorus(stage, player, chart, first, last, traits):
    """Riffs, repeated double notes, tremolos and triplet licks over the boogie bass."""
    rng, mind = stage.rng, Improviser(traits, 62, 92, density=0.8, blues=0.9)
    for bar in range(first, last, 2):
        beat, end, kind = bar * 4, min(bar + 2, last) * 4, rng.random()
        change = chart.at(beat)
        third = nearest(76, {(change.root + 4) % 12})
        if kind < 0.18:
            for i in range(int((end - beat) * 6)):
                stage.chord(player, beat + i / 6, 0.16, [third + (0 if i % 2 else 3)], 74)
        elif kind < 0.42:
            for i in range(int((end - beat) * 3)):
                if rng.random() < 0.85:
                    now = beat + i / 3
                    root = chart.at(now).root
                    stage.chord(player, now, 0.25, [nearest(third, {(root + 4) % 12}), nearest(third + 3, {(root + 7) % 12})], 82 if i % 3 == 0 else 68)
                    if i % 3 == 0 and rng.random() < 0.3:
                        stage.play(player, now - 0.07, 0.1, nearest(third, {(root + 3) % 12}), 62)
        elif kind < 0.65:
            for cell in (rng.choice(RAGS),) * 2:
                for at in cell:
                    if beat + at < end:
                        stage.chord(player, beat + at, 0.3, close(chart.at(beat + at).tones, 72), 80)
                beat += 4
        else:
            dress(stage, player, mind.solo(chart, beat, end, rng, 0.7), chart, "thirds", 0.35)


def piano(stage, traits):
    """The pianist; now and then at a worn or an electric instrument."""
    return stage.player(traits.choices(("piano", "honky piano", "electric piano"), (90, 5, 5))[0], traits.randint(92, 120), loose=traits.uniform(0.004, 0.012))


def compose(song, traits, rng, seconds):
    """Solo piano; a singer brings the trio along."""
    if song.sung:
        return compose_trio(song, traits, rng, seconds)
    names = sorted(STYLES)
    style = traits.choices(names, [STYLES[n][4] for n in names])[0]
    tempo, swing, forms, rubato, _ = STYLES[style]
    score = Score(traits.uniform(*tempo) * rng.uniform(0.97, 1.03))
    stage = Stage(score, rng, traits.uniform(*swing), 4, rubato * traits.uniform(0.6, 1.4) or traits.uniform(0, 0.06))
    form = traits.choice(forms)
    chart = pool_form(traits, BLUES) if form == "boogie" else make_chart(traits, form, 4)
    chart.slow = score.tempo < 85
    right = piano(stage, traits)
    right = replace(right, low=58, high=100)
    left = LeftHand(stage, replace(right, low=28, high=72, touch=traits.uniform(0.75, 0.95)), chart, traits, style)
    bars = ceil(seconds * score.tempo / 60 / 4) + 1
    second = pool_form(traits, RAG) if style == "rag" else chart
    second.key, second.changes = chart.key, [replace(c, root=(c.root + chart.key - second.key) % 12) for c in second.changes] if second is not chart else chart.changes
    tunes = [rag_tune(traits, c) for c in (chart, second)] if style == "rag" else [head(traits, chart, 62, 88, traits.choice(("lyrical", "lyrical", "bebop", "riff") if style != "ballad" else ("lyrical",)))]
    mind = Improviser(traits, 60, 94, density=0.35 if style == "ballad" else None)
    way = {"stride": "octaves", "rag": "octaves", "ballad": "blocks", "locked": "blocks", "fourths": "fourths"}.get(style, "thirds")
    share = traits.uniform(0.3, 0.8) if style != "locked" else 0.95
    for begin, end, kind, _ in segments(traits, bars, chart, [right], bool(song.sung), False):
        first, last = max(0, begin), min(end, bars)
        if last <= first:
            continue
        heat, strain = rng.uniform(0.3, 0.9), traits.randrange(len(tunes))
        left.chart = second if style == "rag" and strain else chart
        if style == "boogie" and kind != "head":
            boogie_chorus(stage, right, chart, first, last, traits)
        elif style == "rag" or kind == "head":
            tune = [(b + begin * 4, *rest) for b, *rest in tunes[strain] if first * 4 <= b + begin * 4 < last * 4]
            dress(stage, right, tune, chart, way, share)
        else:
            dress(stage, right, mind.solo(chart, first * 4, last * 4, rng, heat), chart, way, share * (0.4 if way != "blocks" else 0.8))
        if style == "ballad" and kind != "head":
            for bar in range(first, last):
                if rng.random() < 0.18:  # a run up the keyboard
                    change, pitch = chart.at(bar * 4), 60
                    for i in range(rng.randint(8, 16)):
                        pitch = nearest(pitch + 2, change.scale, 0, 3)
                        stage.play(right, bar * 4 + 2 + i / 6, 0.3, pitch, 52 + i * 2)
        for bar in range(first, last):
            left.bar(bar, heat)
    return score


def compose_trio(song, traits, rng, seconds):
    """Piano, bass and drums (or guitar); the piano leads."""
    manner = traits.choices(("swing", "brushes", "ballad", "bossa", "waltz", "straight", "latin"), (6, 4, 4, 2, 2, 2, 1))[0]
    tempo = {"ballad": (50, 84), "bossa": (105, 160), "waltz": (100, 190), "straight": (75, 150), "latin": (150, 220)}.get(manner, (95, 260))
    score = Score(traits.uniform(*tempo) * rng.uniform(0.97, 1.03))
    metre, even = 3 if manner == "waltz" else 4, manner in ("bossa", "straight", "latin")
    stage = Stage(score, rng, traits.uniform(0.5, 0.52) if even else traits.uniform(0.55, 0.67), metre)
    chart = make_chart(traits, traits.choice(("song", "song", "minor song", "blues", "modal", "minor blues")), metre)
    chart.slow = score.tempo < 90
    pianist = replace(piano(stage, traits), low=56, high=98)
    bassist = Bassist(stage, stage.player("upright bass", traits.randint(64, 98)), chart, {"ballad": "two", "bossa": "bossa", "waltz": "waltz", "straight": "pedal", "latin": "tumbao"}.get(manner, "walk"))
    drummer = guitarist = None
    if traits.random() < 0.85:
        stage.drummer((40,) if manner in ("brushes", "ballad") else (32, 0, 40))
        drummer = Drummer(stage, traits, "brushes" if manner == "ballad" else manner)
    elif not even:
        guitarist = Comper(stage, stage.player("jazz guitar", traits.randint(55, 85)), chart, traits, "four")
    left = Comper(stage, replace(pianist, low=40, high=72, touch=0.85), chart, traits, "montuno" if manner == "latin" else "bossa" if manner == "bossa" else "pad" if manner == "ballad" and traits.random() < 0.6 else "comp")
    left.centre, left.notes = traits.randint(53, 57), 3
    tune = head(traits, chart, 64, 88, traits.choice(("lyrical", "bebop", "riff")) if manner != "ballad" else "lyrical")
    mind = Improviser(traits, 60, 93, blues=traits.choice((0.05, 0.2, 0.5)))
    way, share = traits.choice(("blocks", "thirds", "octaves", "fourths")), traits.uniform(0.1, 0.8)
    bars = ceil(seconds * score.tempo / 60 / metre) + 1
    singer = stage.player("singer") if song.sung else None
    for begin, end, kind, _ in segments(traits, bars, chart, [pianist], bool(singer), drummer is not None):
        first, last = max(0, begin), min(end, bars)
        if last <= first:
            continue
        heat = rng.uniform(0.3, 0.95)
        if kind == "head":
            line = [(b + begin * metre, *rest) for b, *rest in tune if first * metre <= b + begin * metre < last * metre]
            play_line(stage, singer, line) if singer else dress(stage, pianist, line, chart, way, share)
        elif kind == "bass":
            bassist.solo(Improviser(traits, 36, 60, density=0.55).solo(chart, first * metre, last * metre, rng, 0.5))
        elif kind != "drums":
            line = mind.solo(chart, first * metre, last * metre, rng, heat)
            if kind == "trade":
                line = [n for n in line if (n[0] - begin * metre) // (4 * metre) % 2 == 0]
            blocks = way == "blocks" and rng.random() < 0.4
            dress(stage, pianist, line, chart, way, 0.95 if blocks else 0.12)
        for bar in range(first, last):
            trading = kind == "drums" or (kind == "trade" and (bar - begin) // 4 % 2 == 1)
            if drummer and trading:
                drummer.solo(bar * metre, metre, heat)
                continue
            if drummer:
                drummer.bar(bar, heat * (0.3 if kind == "bass" else 1), fill=(bar - begin) % 8 == 7 and rng.random() < 0.5, crash=bar == first and rng.random() < 0.4)
            if kind != "bass":
                bassist.bar(bar, loud=rng.randint(70, 86))
                if guitarist:
                    guitarist.bar(bar, heat)
            left.bar(bar, heat * (0.4 if kind == "bass" else 0.9))
    return score
