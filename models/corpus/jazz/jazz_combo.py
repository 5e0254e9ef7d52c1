"""Small jazz groups: head, solos, trading, head; hard bop, cool, modal, bossa, ballad, gypsy, dixieland and their kin."""
from dataclasses import dataclass
from math import ceil

from corpus.jazz.jazz_harmony import BLUES, MINOR_BLUES, RAG, block, modal_form, nearest, pool_form, song_form
from corpus.jazz.jazz_lines import Improviser, head
from corpus.jazz.jazz_rhythm import Bassist, Comper, Drummer
from corpus.jazz.jazz_stage import Stage
from corpus.music.score import Score


@dataclass(frozen=True)
class Manner:
    """One way to play: tempo, swing, forms, fronts (line-ups of leading voices), chord players, bass and drum styles, kinds of head."""
    tempo: tuple
    fronts: tuple
    chords: tuple
    forms: tuple = ("song", "song", "blues")
    swing: tuple = (0.58, 0.67)
    comp: tuple = ("comp",)
    bass: tuple = ("walk",)
    drums: tuple = ("swing",)
    heads: tuple = ("bebop", "lyrical", "riff")
    low: tuple = ("upright bass",)
    metre: int = 4
    kits: tuple = (32, 0, 8)


HORNS = ("tenor sax", "alto sax", "trumpet")
MANNERS = {
    "hard bop": Manner((120, 250), (("trumpet", "tenor sax"), ("alto sax", "trumpet"), ("tenor sax", "trombone"), ("tenor sax",), ("trumpet",)), ("piano",),
                       ("song", "blues", "minor blues", "minor song"), heads=("bebop", "riff", "riff")),
    "bebop": Manner((180, 290), (("alto sax", "trumpet"), ("alto sax",), ("tenor sax",), ("clarinet",), ("jazz guitar",)), ("piano", "piano", "jazz guitar"),
                    swing=(0.53, 0.6), heads=("bebop",)),
    "cool": Manner((95, 175), (("vibes",), ("muted trumpet",), ("baritone sax", "trumpet"), ("alto sax", "jazz guitar"), ("flugelhorn",), ("clarinet",), ("flute",)),
                   ("piano", "jazz guitar", "vibes"), drums=("brushes", "swing"), heads=("lyrical", "bebop"), kits=(40, 40, 32)),
    "modal": Manner((100, 230), (("tenor sax",), ("trumpet", "tenor sax"), ("soprano sax",), ("flute",), ("muted trumpet",), ("vibes",)), ("piano", "electric piano"),
                    ("modal", "modal", "minor blues"), bass=("walk", "pedal"), heads=("modal", "riff", "lyrical")),
    "organ": Manner((90, 190), (("tenor sax",), ("jazz guitar",), ("tenor sax", "jazz guitar"), ("alto sax",), ("organ",)), ("organ", "jazz guitar"),
                    ("blues", "song", "minor blues"), heads=("riff", "bebop"), low=("upright bass", "electric bass"), swing=(0.6, 0.68)),
    "bossa": Manner((100, 165), (("tenor sax",), ("flute",), ("nylon guitar",), ("flugelhorn",), ("vibes",), ("alto sax", "flute"), ("trombone",)),
                    ("nylon guitar", "piano", "electric piano"), ("song", "minor song"), (0.5, 0.52), ("bossa",), ("bossa",), ("bossa",), ("lyrical", "modal")),
    "latin": Manner((150, 230), (("trumpet", "tenor sax"), ("flute",), ("vibes",), ("trumpet", "trombone"), ("piano",)), ("piano",),
                    ("minor song", "modal", "song", "blues"), (0.5, 0.52), ("montuno", "comp"), ("tumbao", "tumbao", "bossa"), ("latin",), ("riff", "bebop", "modal")),
    "ballad": Manner((52, 84), (("tenor sax",), ("trumpet",), ("alto sax",), ("jazz guitar",), ("flugelhorn",), ("muted trumpet",), ("vibes",), ("clarinet",)),
                     ("piano", "piano", "jazz guitar"), ("song", "minor song"), (0.56, 0.66), ("pad", "comp"), ("two",), ("brushes",), ("lyrical",), kits=(40, 40, 32)),
    "trio": Manner((85, 230), (("jazz guitar",), ("vibes",), ("tenor sax",), ("violin",)), ("jazz guitar", "piano", "vibes"), drums=("brushes", "swing"), kits=(40, 32, 0)),
    "waltz": Manner((110, 190), (("tenor sax",), ("vibes",), ("flugelhorn",), ("alto sax", "trumpet"), ("flute",), ("jazz guitar",)), ("piano", "jazz guitar"),
                    ("song", "minor song", "modal"), bass=("waltz",), drums=("waltz", "brushes"), heads=("lyrical", "modal"), metre=3),
    "straight": Manner((75, 150), (("soprano sax",), ("jazz guitar",), ("flugelhorn",), ("tenor sax", "electric piano"), ("clean guitar",)), ("piano", "electric piano"),
                       ("modal", "modal", "song"), (0.5, 0.53), ("comp", "pad"), ("pedal", "straight"), ("straight",), ("modal", "lyrical"), ("upright bass", "fretless bass")),
    "gypsy": Manner((110, 250), (("steel guitar", "violin"), ("steel guitar",), ("violin",), ("clarinet", "steel guitar"), ("accordion", "steel guitar")), ("nylon guitar", "steel guitar"),
                    ("minor song", "song", "song"), (0.58, 0.66), ("pompe",), ("two", "walk"), ("",), ("bebop", "riff", "lyrical")),
    "dixieland": Manner((130, 230), (("trumpet", "clarinet", "trombone"), ("trumpet", "clarinet", "trombone"), ("clarinet", "trombone"), ("trumpet", "soprano sax", "trombone")),
                        ("banjo", "piano", "banjo"), ("rag", "song", "blues"), (0.58, 0.66), ("strum", "four"), ("two", "two", "walk"), ("march", "two", "hats"),
                        ("riff", "lyrical"), ("tuba", "upright bass")),
}
WEIGHTS = {"hard bop": 4, "bebop": 3, "cool": 4, "modal": 3, "organ": 3, "bossa": 3, "latin": 2, "ballad": 4, "trio": 3, "waltz": 2, "straight": 2, "gypsy": 2, "dixieland": 3}


def make_chart(traits, form, metre):
    """The changes of a named form, reharmonised a little."""
    chart = {"song": lambda: song_form(traits, False, metre), "minor song": lambda: song_form(traits, True, metre), "modal": lambda: modal_form(traits, metre),
             "blues": lambda: pool_form(traits, BLUES, metre), "minor blues": lambda: pool_form(traits, MINOR_BLUES, metre), "rag": lambda: pool_form(traits, RAG, metre)}[form]()
    return chart if form in ("modal", "rag") else chart.reharmonise(traits, traits.choice((0, 0.15, 0.4)))


def segments(traits, bars, chart, soloists, sung, drummed, first_head=0.35):
    """What happens when, as (first bar, last bar, kind, soloist): heads, solos, trading fours, bass and drum solos."""
    out, bar, turn = [], 0, traits.randrange(max(1, len(soloists)))
    if traits.random() > first_head:  # the excerpt may begin anywhere in the song
        bar = -traits.randrange(0, chart.bars, 4)
    kind = "head" if sung else traits.choice(("head", "solo", "solo"))
    unit = chart.bars if chart.bars <= 16 else traits.choice((chart.bars // 2, chart.bars))
    while bar < bars:
        length = chart.bars if kind == "head" else unit
        out.append((bar, bar + length, kind, soloists[turn % len(soloists)]))
        turn += 1
        bar += length
        roll = traits.random()
        if sung:
            kind = "head" if roll < 0.7 else "solo"
        elif kind == "head":
            kind = "solo"
        else:
            kind = "solo" if roll < 0.62 else "bass" if roll < 0.72 else "trade" if roll < 0.84 and drummed else "drums" if roll < 0.87 and drummed else "head"
    return out


def harmonise(traits, tune, chart, second):
    """A second voice for a tune: unison, octave, thirds or sixths below, answers are left out now and then."""
    way = traits.choice(("unison", "octave", "thirds", "thirds", "sixths"))
    move = {"unison": 0, "octave": -12, "thirds": -4, "sixths": -9}[way]
    return [(b, l, p + move if way in ("unison", "octave") else nearest(p + move, chart.at(b + 0.01).scale, -2, 2), v - 8, o) for b, l, p, v, o in tune]


def collective(stage, chart, players, first, last, traits):
    """Dixieland: the cornet sings, the clarinet runs above, the trombone slides between roots."""
    rng = stage.rng
    for i, player in enumerate(players):
        if player.name == "trombone":
            for bar in range(first, last):
                for offset, length, change in chart.bar(bar):
                    pitch = nearest(54, change.tones[:2] + change.tones[-1:])
                    stage.play(player, bar * chart.metre + offset, length * rng.choice((0.5, 0.9)), pitch, 84, scoop=rng.choice((0, 1, 3, 4)))
                    if rng.random() < 0.4:
                        stage.play(player, bar * chart.metre + offset + length - 0.5, 0.45, pitch + rng.choice((-2, -1, 1, 2)), 76)
        else:
            soloist = Improviser(traits, player.low + 5, player.high - 3, density=(0.3, 0.9, 0.6)[i % 3], blues=0.15)
            play_line(stage, player, soloist.solo(chart, first * chart.metre, last * chart.metre, rng, 0.6))


def play_line(stage, player, line, level=0):
    """A line by one player; a player behind the singer's channel is the singer."""
    for beat, length, pitch, velocity, how in line:
        stage.play(player, beat, length, pitch, velocity + level, **how)


def compose_manner(song, traits, rng, seconds, manner):
    """A group in a manner."""
    score = Score(traits.uniform(*manner.tempo) * rng.uniform(0.97, 1.03))
    swing = traits.uniform(*manner.swing) - (0.05 if score.tempo > 220 and manner.swing[0] > 0.53 else 0)
    stage = Stage(score, rng, swing, manner.metre)
    chart = make_chart(traits, traits.choice(manner.forms), manner.metre)
    chart.slow = score.tempo < 90
    bars = ceil(seconds * score.tempo / 60 / manner.metre) + 1
    front = [stage.player(name, traits.randint(85, 115)) for name in traits.choice(manner.fronts)]
    chordist = traits.choice([c for c in manner.chords if c not in {p.name for p in front}] or ["piano"])
    chordal = stage.player(chordist, traits.randint(62, 96))
    comper = Comper(stage, chordal, chart, traits, traits.choice(manner.comp))
    extra = None
    if traits.random() < 0.22 and chordist == "piano" and "jazz guitar" not in {p.name for p in front} and manner.swing[0] > 0.55:
        extra = Comper(stage, stage.player("jazz guitar", traits.randint(50, 75)), chart, traits, "four")
    bassist = Bassist(stage, stage.player(traits.choice(manner.low), traits.randint(72, 108)), chart, traits.choice(manner.bass))
    style = traits.choice(manner.drums)
    drummer = None
    if style and traits.random() < (0.8 if manner is MANNERS["trio"] else 0.97):
        stage.drummer((40,) if style == "brushes" and traits.random() < 0.8 else manner.kits)
        drummer = Drummer(stage, traits, style)
    singer = stage.player("singer") if song.sung else None
    lead = singer or front[0]
    tune = head(traits, chart, lead.low + 4, lead.high - 4, "lyrical" if singer else traits.choice(manner.heads))
    second = harmonise(traits, tune, chart, front[1]) if len(front) > 1 else []
    soloists = [p for p in front] + ([chordal] if chordist != "banjo" and traits.random() < 0.8 else [])
    minds = {p.channel: Improviser(traits, p.low + 3, p.high - 2, blues=0.35 if chart.bars == 12 else None) for p in soloists}
    two_feel, dixie = traits.random() < 0.4 and bassist.style == "walk" and score.tempo < 200, manner is MANNERS["dixieland"]
    backing = len(front) > 1 and traits.random() < 0.4
    plan = segments(traits, bars, chart, soloists, bool(singer), drummer is not None)
    for begin, end, kind, soloist in plan:
        first, last = max(0, begin), min(end, bars)
        if last <= first:
            continue
        heat = {"head": 0.5, "solo": rng.uniform(0.35, 0.95), "bass": 0.2, "trade": 0.7, "drums": 0.6}[kind]
        beats = (first * chart.metre, last * chart.metre)
        here = lambda line, offset=begin * chart.metre: [(b + offset, *rest) for b, *rest in line if beats[0] <= b + offset < beats[1]]
        if kind == "head":
            if dixie and not singer and traits.random() < 0.8:
                collective(stage, chart, front, first, last, traits)
            else:
                play_line(stage, lead, here(tune))
                play_line(stage, front[1], here(second)) if second and not singer else None
                if singer and rng.random() < 0.6:
                    fills = minds[soloist.channel].solo(chart, *beats, rng, 0.2)
                    play_line(stage, soloist, [n for n in fills if not any(abs(n[0] - t[0]) < 1.5 for t in here(tune))], -14)
        elif kind == "bass":
            walker = Improviser(traits, 36, 60, density=0.55)
            bassist.solo(walker.solo(chart, *beats, rng, 0.5))
        elif kind != "drums":
            line = minds[soloist.channel].solo(chart, *beats, rng, heat)
            if kind == "trade":
                line = [n for n in line if (n[0] - begin * chart.metre) // (4 * chart.metre) % 2 == 0]
            play_line(stage, soloist, line)
            if backing and soloist in front and kind == "solo":
                background(stage, [p for p in front if p is not soloist], chart, first, last, traits)
        for bar in range(first, last):
            trading = kind == "drums" or (kind == "trade" and (bar - begin) // 4 % 2 == 1)
            edge = (bar - begin) % 8 == 7 and rng.random() < 0.5 or bar == last - 1
            if drummer:
                if trading:
                    drummer.solo(bar * chart.metre, chart.metre, rng.uniform(0.6, 1))
                else:
                    drummer.bar(bar, heat, fill=edge and kind != "bass", crash=bar == first and rng.random() < 0.5, comp=kind != "bass")
            if trading:
                continue
            if kind != "bass":
                bassist.bar(bar, "two" if kind == "head" and two_feel else None)
            if soloist is not chordal or kind in ("head", "bass"):
                comper.bar(bar, heat * (0.4 if kind == "bass" else 1))
            elif chordist in ("piano", "organ", "electric piano", "vibes"):
                comper.bar(bar, 0.2)
            if extra and kind != "bass":
                extra.bar(bar, heat)
    return score


def background(stage, players, chart, first, last, traits):
    """Held guide tones behind a soloist."""
    late = traits.choice((0, 0.5, 1.5))
    for bar in range(first, last):
        for offset, length, change in chart.bar(bar):
            if length >= 2 and stage.rng.random() < 0.8:
                for player, tone in zip(players, block(nearest(70, change.tones[1:]), change, 3)[::-1]):
                    stage.play(player, bar * chart.metre + offset + late, length - late - 0.1, tone, 62)


def compose(song, traits, rng, seconds):
    """A small group in a manner of the pattern's choice."""
    name = traits.choices(sorted(WEIGHTS), [WEIGHTS[n] for n in sorted(WEIGHTS)])[0]
    if song.sung and name in ("bebop", "trio", "modal"):
        name = traits.choice(("ballad", "cool", "bossa"))
    return compose_manner(song, traits, rng, seconds, MANNERS[name])
