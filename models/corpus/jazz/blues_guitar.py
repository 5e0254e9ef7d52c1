"""Blues for one or two: Delta and Piedmont fingerpicking, bottleneck slide, boogie, country blues with voice or harmonica; free time."""
from dataclasses import replace
from math import ceil

from corpus.jazz.blues_lines import BluesVoice, turnaround
from corpus.jazz.jazz_combo import play_line
from corpus.jazz.jazz_harmony import BLUES, EIGHT_BLUES, MINOR_BLUES, ONE_CHORD, RAG, SIXTEEN_BLUES, close, pool_form
from corpus.jazz.jazz_stage import Stage
from corpus.music.score import Score

# style: tempo, swing, forms, thumb patterns, weight
STYLES = {
    "delta": ((66, 132), (0.55, 0.67), (BLUES[:2] + BLUES[5:6], ONE_CHORD, EIGHT_BLUES), ("steady", "steady", "riff"), 4),
    "slide": ((60, 128), (0.55, 0.67), (BLUES[:2], ONE_CHORD, ONE_CHORD), ("steady", "riff", "sparse"), 4),
    "piedmont": ((92, 176), (0.52, 0.64), (RAG, EIGHT_BLUES, BLUES[4:5], SIXTEEN_BLUES), ("alternating",), 3),
    "boogie": ((84, 168), (0.6, 0.68), (ONE_CHORD, BLUES[:2]), ("boogie", "riff"), 3),
    "slow": ((46, 76), (0.64, 0.67), (BLUES[:2], EIGHT_BLUES, MINOR_BLUES[:2]), ("steady", "sparse"), 2),
}


class Thumb:
    """The bass strings under everything."""

    def __init__(self, stage, player, chart, traits, kind):
        self.stage, self.player, self.chart, self.kind = stage, player, chart, kind
        self.damped = traits.uniform(0.3, 0.9)
        self.figure = [(b, traits.choice((0, 0, 3, 5, 7, 10, 12))) for b in sorted(traits.sample((0.5, 1, 1.5, 2, 2.5, 3, 3.5), traits.choice((2, 3, 4))))]

    def bar(self, number, loud):
        """One bar."""
        stage, rng, start = self.stage, self.stage.rng, number * 4
        put = lambda beat, pitch, v=0: stage.play(self.player, start + beat, self.damped, pitch, loud + v)
        for beat in range(4):
            change = self.chart.at(start + beat)
            root = 40 + (change.root - 40) % 12
            root -= 0 if root < 50 else 12 if root - 12 >= 38 else 0
            if self.kind == "steady" and rng.random() < 0.95:
                put(beat, root, 6 if beat % 2 == 0 else 0)
            elif self.kind == "alternating":
                put(beat, root if beat in (0, 2) and (beat == 0 or rng.random() < 0.6) else root + (7 if beat < 3 else 12) if beat != 2 else root - 5 if root > 44 else root + 7)
            elif self.kind == "sparse" and beat in (0, 2) and rng.random() < 0.8:
                put(beat, root)
            elif self.kind == "boogie":
                for part in (0, 0.5):
                    stage.chord(self.player, start + beat + part, 0.4, [root, root + (7, 9, 10, 9)[beat] if beat % 2 or rng.random() < 0.9 else root + 7], loud + (4 if part == 0 else -8))
            elif self.kind == "riff" and beat == 0:
                put(0, root, 6)
                for at, degree in self.figure:
                    put(at, root + degree)


def pick(stage, player, chart, number, syncopation, loud):
    """Treble strings between the thumb's beats, from the chord's shape."""
    rng, start = stage.rng, number * 4
    for eighth in range(8):
        if rng.random() < (syncopation if eighth % 2 else syncopation * 0.6):
            change = chart.at(start + eighth / 2)
            shape = close(change.tones, 65)
            notes = [rng.choice(shape)] if rng.random() < 0.7 else rng.sample(shape, 2)
            for pitch in notes:
                stage.play(player, start + eighth / 2, rng.choice((0.4, 0.8, 1.2)), pitch, loud, scoop=1 if rng.random() < 0.08 else 0, fall=0)


def compose(song, traits, rng, seconds):
    """Solo guitar, often with a voice, sometimes a harmonica, a second guitar or a stamping foot."""
    names = sorted(STYLES)
    style = traits.choices(names, [STYLES[n][4] for n in names])[0]
    tempo, swing, forms, thumbs, _ = STYLES[style]
    score = Score(traits.uniform(*tempo) * rng.uniform(0.96, 1.04))
    stage = Stage(score, rng, traits.uniform(*swing), 4, traits.uniform(0.05, 0.35))
    chart = pool_form(traits, traits.choice(forms))
    name = "slide guitar" if style == "slide" else traits.choices(("steel guitar", "nylon guitar", "clean guitar"), (8, 1, 1))[0]
    treble = stage.player(name, traits.randint(98, 122), amount=traits.uniform(0.8, 1.6), loose=0.012)
    low = stage.player("steel guitar" if name == "slide guitar" else name, traits.randint(88, 112), amount=0.2, loose=0.012)
    score.voice(low.channel, 25 if name != "nylon guitar" else 24, traits.randint(88, 112))
    low = replace(low, low=36)
    thumb = Thumb(stage, low, chart, traits, traits.choice(thumbs))
    singer = stage.player("singer") if song.sung else None
    harp = stage.player("harmonica", traits.randint(80, 108), amount=1.3) if traits.random() < 0.22 else None
    minor = chart.minor
    mind = BluesVoice(traits, treble.low + 8, treble.high - 4, chart.key, minor, traits.uniform(0.1, 0.5))
    voices = {p.channel: BluesVoice(traits, p.low + 3, p.high - 3, chart.key, minor) for p in (singer, harp) if p}
    caller = singer or harp or treble
    verses = [(voices.get(caller.channel) or mind).verse(traits, chart) for _ in range(2)]
    stomp = traits.random() < 0.25
    if stomp:
        stage.drummer((0, 8))
    syncopation, picks = traits.uniform(0.3, 0.85), style in ("piedmont", "delta") or traits.random() < 0.3
    bars, first, chorus = ceil(seconds * score.tempo / 60 / 4) + 1, -traits.randrange(0, chart.bars, 2), 0
    while first < bars:
        last, called = first + chart.bars, traits.random() < (0.75 if singer else 0.5)
        begin, end, loud = max(0, first), min(last, bars), rng.uniform(70, 92)
        if called:
            play_line(stage, caller, [(b + first * 4, *rest) for b, *rest in verses[chorus % 2] if begin * 4 <= b + first * 4 < end * 4])
            if caller is not treble:
                for bar in range(first, last, 4):
                    if bar >= begin and bar + 4 <= end:
                        play_line(stage, treble, mind.lick(chart, bar * 4 + 9.5, bar * 4 + 15, rng, 0.5))
        else:
            play_line(stage, harp if harp and rng.random() < 0.5 else treble, mind.solo(chart, begin * 4, end * 4, rng, rng.uniform(0.3, 0.8)))
        if style != "slide" and chart.bars == 12 and end == last and traits.random() < 0.7:
            play_line(stage, treble, turnaround(chart, (last - 2) * 4, 45, traits))
        for bar in range(begin, end):
            if rng.random() < 0.97:
                thumb.bar(bar, loud - 4)
            if picks and (called or rng.random() < 0.4):
                pick(stage, treble, chart, bar, syncopation, loud - 8)
            if stomp:
                for beat in range(4) if score.tempo < 110 else (0, 2):
                    stage.hit(36, bar * 4 + beat, 58)
        first, chorus = last, chorus + 1
    return score
