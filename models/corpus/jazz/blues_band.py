"""Blues bands: Chicago and Texas shuffles, slow blues in twelve eighths, minor, jump, boogie, rumba, funk and rock; voice and guitar call and answer."""
from dataclasses import dataclass
from math import ceil

from corpus.jazz.blues_lines import BluesVoice
from corpus.jazz.jazz_combo import play_line
from corpus.jazz.jazz_harmony import BLUES, EIGHT_BLUES, MINOR_BLUES, ONE_CHORD, SIXTEEN_BLUES, block, close, nearest, pool_form
from corpus.jazz.jazz_lines import Improviser, fit, riff
from corpus.jazz.jazz_rhythm import CLOSED, CRASH, KICK, OPEN, RIDE, SIDE, SNARE, Bassist, Comper, Drummer
from corpus.jazz.jazz_stage import Stage
from corpus.music.score import Score

LEADS = ("clean guitar", "overdriven guitar", "jazz guitar", "harmonica")


@dataclass(frozen=True)
class Manner:
    """Tempo, swing, forms, leading and accompanying voices, grooves of the drums, bass figures by name."""
    tempo: tuple
    swing: tuple
    forms: tuple
    leads: tuple
    others: tuple
    groove: str
    figures: tuple
    weight: int


TWELVE = (BLUES[:2] + BLUES[4:6],)
MANNERS = {
    "chicago shuffle": Manner((88, 138), (0.62, 0.68), TWELVE * 4 + (EIGHT_BLUES,), LEADS, ("piano", "clean guitar", "harmonica", "honky piano"), "shuffle", ("shuffle", "walk", "boogie"), 5),
    "slow": Manner((48, 74), (0.66, 0.67), TWELVE * 3 + (EIGHT_BLUES, MINOR_BLUES[:2]), LEADS, ("piano", "organ", "clean guitar", "piano"), "slow", ("slow", "walk"), 5),
    "texas shuffle": Manner((112, 168), (0.64, 0.68), TWELVE, ("overdriven guitar", "clean guitar"), ("organ", "clean guitar", "piano"), "shuffle", ("walk", "shuffle", "boogie"), 3),
    "minor": Manner((66, 118), (0.5, 0.66), (MINOR_BLUES[:2] + MINOR_BLUES[3:],), ("clean guitar", "overdriven guitar", "tenor sax"), ("organ", "electric piano", "piano"), "backbeat", ("root", "riff"), 3),
    "rock": Manner((92, 150), (0.5, 0.55), TWELVE * 2 + (ONE_CHORD, EIGHT_BLUES), ("overdriven guitar", "distorted guitar"), ("overdriven guitar", "organ", "clean guitar"), "backbeat", ("riff", "eighths"), 3),
    "jump": Manner((130, 190), (0.62, 0.68), TWELVE, ("tenor sax", "clean guitar", "jazz guitar", "alto sax"), ("piano", "piano", "brass section"), "swing", ("walk",), 2),
    "boogie": Manner((90, 165), (0.6, 0.68), (ONE_CHORD, ONE_CHORD, TWELVE[0]), LEADS, ("clean guitar", "overdriven guitar"), "shuffle", ("riff", "boogie"), 3),
    "rumba": Manner((100, 140), (0.5, 0.56), TWELVE + (MINOR_BLUES[:2], EIGHT_BLUES), ("clean guitar", "tenor sax", "harmonica"), ("piano", "honky piano"), "rumba", ("rumba",), 2),
    "funk": Manner((86, 116), (0.5, 0.58), TWELVE * 2 + (MINOR_BLUES[:2], SIXTEEN_BLUES), ("clean guitar", "overdriven guitar"), ("organ", "electric piano", "brass section"), "backbeat", ("riff", "root"), 2),
    "sixteen": Manner((80, 135), (0.58, 0.67), (SIXTEEN_BLUES, EIGHT_BLUES), LEADS, ("piano", "organ", "harmonica"), "shuffle", ("shuffle", "walk"), 2),
}
FIGURES = {  # (beat, semitones over the root)
    "shuffle": (((0, 0), (0.5, 0), (1, 4), (1.5, 4), (2, 7), (2.5, 7), (3, 9), (3.5, 9)), ((0, 0), (0.5, 0), (1, 7), (1.5, 7), (2, 9), (2.5, 9), (3, 7), (3.5, 7)), ((0, 0), (1, 4), (2, 7), (3, 9), (3.5, 7))),
    "boogie": (((0, 0), (0.5, 12), (1, 10), (1.5, 12), (2, 7), (2.5, 9), (3, 10), (3.5, 9)), ((0, 0), (0.5, 0), (1, 3), (1.5, 4), (2, 7), (2.5, 7), (3, 9), (3.5, 10)), ((0, 0), (1, 4), (2, 7), (2.5, 9), (3, 10), (3.5, 9))),
    "slow": (((0, 0), (2 / 3, 0), (1, 4), (2, 7), (3, 9), (3 + 2 / 3, 7)), ((0, 0), (1, 4), (1 + 2 / 3, 4), (2, 7), (3, 9)), ((0, 0), (5 / 3, 0), (2, 7), (3, 4)), ((0, 0), (2, 7), (3, 9), (3 + 1 / 3, 7), (3 + 2 / 3, 4))),
    "eighths": (tuple((i / 2, 0) for i in range(8)), ((0, 0), (0.5, 0), (1, 0), (1.5, 0), (2, 7), (2.5, 7), (3, 10), (3.5, 7)), tuple((i / 2, (0, 0, 7, 7, 9, 9, 7, 7)[i]) for i in range(8))),
    "root": (((0, 0), (1.5, 0), (2, 7), (3.5, 10)), ((0, 0), (0.75, 0), (2.5, 7), (3, 10)), ((0, 0), (1.5, 7), (2.5, 12))),
    "rumba": (((0, 0), (1.5, 7), (3, 7)), ((0, 0), (1.5, 4), (3, 7), (3.5, 9)), ((0, 0), (1, 7), (1.5, 9), (3, 7))),
}


class BluesDrummer(Drummer):
    """A blues kit: shuffle, slow, backbeat, rumba; swing is the jazz drummer's."""

    def __init__(self, stage, traits, groove):
        super().__init__(stage, traits, groove)
        self.top = traits.choice((CLOSED, CLOSED, RIDE))
        self.kicks = traits.choice(((0, 2), (0, 1.5, 2), (0, 2, 2.5), (0, 1, 2, 3), (0, 2.5), (0, 0.5, 2.5)))
        self.double = traits.random() < 0.3

    def bar(self, number, heat=0.5, fill=False, crash=False, style=None, comp=True):
        """One bar."""
        groove = style or self.style
        if groove in ("swing", "hats", "brushes") or fill:
            return super().bar(number, heat, fill, crash, groove)
        rng, start, level = self.stage.rng, number * 4, 0.75 + 0.4 * heat
        hit = lambda drum, beat, v: self.stage.hit(drum, start + beat, v * level)
        if crash:
            hit(CRASH, 0, 92)
        for beat in range(4):
            parts = (0, 1 / 3, 2 / 3) if groove == "slow" else (0, 0.5)
            for part in parts:
                if part == 0 or rng.random() < 0.96:
                    hit(OPEN if part == parts[-1] and beat == 3 and rng.random() < 0.08 else self.top, beat + part, 70 if part == 0 else 52)
            if groove == "rumba":
                continue
            if beat % 2:
                hit(SIDE if groove == "slow" and heat < 0.4 else SNARE, beat, 92)
            if self.double and groove == "shuffle":
                hit(SNARE, beat, 40), hit(SNARE, beat + 0.5, 48)
            elif rng.random() < self.busy * 0.3:
                hit(SNARE, beat + parts[-1], 36)
        if groove == "rumba":
            for beat in self.clave:
                if number % 2 * 4 <= beat < number % 2 * 4 + 4:
                    hit(SIDE, beat % 4, 80)
            for beat in (1, 3, 3.5):
                hit(45 if beat > 1 else 47, beat, 62)
        for beat in self.kicks:
            hit(KICK, beat, 84)
        if rng.random() < 0.2:
            hit(KICK, rng.choice((1.5, 2.5, 3.5)), 66)


def play_figure(stage, player, chart, number, figure, loud):
    """One bar of a bass figure, its third flattened over minor chords."""
    for beat, degree in figure:
        change = chart.at(number * 4 + beat)
        minor = (change.tones[1] - change.root) % 12 == 3
        root = player.low + (change.root - player.low) % 12
        stage.play(player, number * 4 + beat, 0.42 if len(figure) > 5 else 0.85, root + degree - (minor and degree == 4) + (minor and degree == 9), loud)


def rhythm_guitar(stage, player, chart, number, kind, heat):
    """Boogie fifths and sixths, chops on two and four, slow ninths sliding in, or choked eighths."""
    rng, start = stage.rng, number * 4
    for beat in range(4):
        change = chart.at(start + beat)
        root = 40 + (change.root - 40) % 12
        if kind == "fifths":
            for part in (0, 0.5):
                stage.chord(player, start + beat + part, 0.4, [root, root + (9 if beat % 2 else 7)], (76 if part == 0 else 62) + 14 * heat)
        elif kind == "chops" and beat % 2:
            stage.chord(player, start + beat, 0.15, close(change.tones, 60), 72 + 16 * heat, 0.03)
        elif kind == "ninths" and beat == (0 if number % 2 else 2):
            notes = close(change.tones[1:] + change.colours[:1], 62)
            stage.chord(player, start + beat - 1 / 3, 0.3, [p + 2 for p in notes], 60)
            stage.chord(player, start + beat, 1.4, notes, 66)
        elif kind == "choked":
            for part in (0, 0.25, 0.5, 0.75):
                if rng.random() < 0.55:
                    stage.chord(player, start + beat + part, 0.1, close(change.tones[1:], 64), rng.choice((44, 76)))


def horns(stage, player, chart, book, bar):
    """Two bars of riff by a section."""
    for beat, length, pitch, _, _ in fit(book, chart, bar * 4):
        stage.chord(player, beat, length, block(pitch, chart.at(beat), 3), 78)


def compose(song, traits, rng, seconds):
    """A blues band."""
    names = sorted(MANNERS)
    manner = MANNERS[traits.choices(names, [MANNERS[n].weight for n in names])[0]]
    score = Score(traits.uniform(*manner.tempo) * rng.uniform(0.97, 1.03))
    stage = Stage(score, rng, traits.uniform(*manner.swing), 4, traits.choice((0, 0, 0.05)))
    chart = pool_form(traits, traits.choice(manner.forms))
    if len(chart.starts) and chart.bars == 4:  # a one-chord boogie still breathes in twelves
        chart = type(chart)("|".join([traits.choice(ONE_CHORD[:2])] * 3), chart.key)
    bass = stage.player(traits.choice(("electric bass", "electric bass", "upright bass")), traits.randint(90, 118))
    bassist = Bassist(stage, bass, chart)
    kind = traits.choice(manner.figures)
    figures = traits.sample(FIGURES[kind], 2) if kind in FIGURES else None
    motif = [(b, p) for b, _, p in riff(traits, Improviser(traits, 0, 12), 4, 4)]
    motif = tuple((b, nearest(p, {0, 3, 5, 7, 10}) % 12) for b, p in motif)
    lead = stage.player(traits.choice(manner.leads), traits.randint(100, 122), amount=traits.uniform(0.8, 1.5))
    singer = stage.player("singer") if song.sung else None
    rest = [o for o in dict.fromkeys(manner.others) if o != lead.name]
    others = [stage.player(n, traits.randint(60, 95)) for n in traits.sample(rest, min(len(rest), traits.choice((1, 1, 2))))]
    styles = [traits.choice(("fifths", "chops", "choked") if manner.groove == "backbeat" else ("ninths", "chops") if manner.groove == "slow" else ("fifths", "chops")) for _ in others]
    compers = [Comper(stage, p, chart, traits, "pad" if p.name == "organ" and traits.random() < 0.6 else "comp") for p in others]
    book = riff(traits, Improviser(traits, 58, 72), 4)
    stage.drummer((0, 0, 8, 16))
    drummer = BluesDrummer(stage, traits, "swing" if manner.groove == "swing" else manner.groove)
    minor, minds = chart.minor, {}
    for p in [lead] + others + ([singer] if singer else []):
        low, high = (p.low + 4, p.high - 4) if p.name != "piano" else (60, 92)
        minds[p.channel] = BluesVoice(traits, low, high, chart.key, minor, {"harmonica": 0.35, "piano": 0, "organ": 0}.get(p.name, traits.uniform(0.3, 0.7)))
    caller = singer or traits.choice([lead] + [p for p in others if p.name in ("harmonica", "tenor sax")])
    verses = [minds[caller.channel].verse(traits, chart) for _ in range(2)]
    bars, first = ceil(seconds * score.tempo / 60 / 4) + 1, -traits.randrange(0, chart.bars, 4)
    chorus, stops = traits.randrange(2), traits.random() < 0.15
    while first < bars:
        last, called = first + chart.bars, traits.random() < (0.75 if singer else 0.4)
        begin, end = max(0, first), min(last, bars)
        heat = rng.uniform(0.35, 0.6) if called else rng.uniform(0.55, 1)
        answerer = lead if caller is not lead else traits.choice(others + [lead])
        soloist = traits.choice([lead, lead] + [p for p in others if p.name in ("harmonica", "piano", "honky piano", "organ")])
        if called:
            line = [(b + first * 4, *rest) for b, *rest in verses[chorus % 2] if begin * 4 <= b + first * 4 < end * 4]
            play_line(stage, caller, line, 6)
            for bar in range(first, last, 4):
                if bar + 2 >= begin and bar + 4 <= end and answerer is not caller and rng.random() < 0.9:
                    start = bar * 4 + 9 + rng.choice((0, 0.5, 1))
                    play_line(stage, answerer, minds[answerer.channel].lick(chart, start, bar * 4 + 15.5, rng, 0.5), -6)
        else:
            play_line(stage, soloist, minds[soloist.channel].solo(chart, begin * 4, end * 4, rng, heat))
        for bar in range(begin, end):
            stopped = stops and called and bar - first < 4 and chart.bars == 12
            if stopped:
                change = chart.at(bar * 4)
                for p in [bass] + others:
                    stage.chord(p, bar * 4, 0.4, [p.low + 2 + (change.root - p.low - 2) % 12] if p is bass else close(change.tones, 60), 96)
                stage.hit(KICK, bar * 4, 96), stage.hit(SNARE, bar * 4, 90)
                continue
            drummer.bar(bar, heat, fill=bar == last - 1 and rng.random() < 0.6, crash=bar == first and rng.random() < 0.6)
            figure = motif if kind == "riff" else figures[bar // 4 % 2] if figures else None
            if figure:
                play_figure(stage, bass, chart, bar, figure, 86 + 12 * heat)
                if kind == "riff" and "guitar" in others[0].name and traits.random() < 0.98:
                    play_figure(stage, others[0], chart, bar, motif, 80)
                    continue
            else:
                bassist.bar(bar, "walk", 90)
            for p, style, comper in zip(others, styles, compers):
                if "guitar" in p.name:
                    rhythm_guitar(stage, p, chart, bar, style, heat)
                elif p.name == "brass section":
                    if bar % 2 == 0 and chorus % 2:
                        horns(stage, p, chart, book, bar)
                elif p.name != "harmonica" and (p is not soloist or called):
                    comper.bar(bar, 0.3 + 0.3 * heat)
                    if "piano" in p.name and rng.random() < 0.2:  # high triplets
                        pitch = close(chart.at(bar * 4 + 2).tones, 76)
                        for i in range(6):
                            stage.chord(p, bar * 4 + 2 + i / 3, 0.25, pitch[:2], 62)
        first, chorus = last, chorus + 1
    return score
