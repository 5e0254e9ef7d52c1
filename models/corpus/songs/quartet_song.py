"""Songs from OpenScore string quartets, played by a quartet or by another ensemble."""
from corpus.music.musicxml import read
from corpus.music.score import Score

ENSEMBLES = [((40, 40, 41, 42), 5), ((48, 48, 48, 48), 2), ((49, 48, 48, 43), 1), ((73, 68, 71, 70), 1),
             ((0, 0, 0, 0), 2), ((19, 19, 19, 19), 1), ((56, 60, 57, 58), 0.5), ((73, 40, 41, 42), 1), ((6, 6, 6, 6), 0.5)]


def compose(song, sources, folder, seconds, rng):
    """A stretch of the movement, from a random place, transposed a little; tempo marks become one mean tempo."""
    parts, tempi = read(sources.path("openscore-quartets") / song.detail["file"])
    tempo = sorted(t for _, t in tempi)[len(tempi) // 2] if tempi else 96.0
    score = Score(min(170, max(44, tempo)) * rng.uniform(0.85, 1.1))
    total = max((n[0] + n[1] for part in parts for n in part), default=0)
    wanted = seconds * score.tempo / 60
    begin = rng.uniform(0, max(0.0, total - wanted))
    shift = rng.randint(-2, 2)
    ensembles, weights = zip(*ENSEMBLES)
    voices = rng.choices(ensembles, weights)[0]
    for channel, part in enumerate(parts[:8]):
        score.voice(channel, voices[channel % 4], rng.randint(85, 115), (34, 54, 74, 94)[channel % 4])
        for start, length, pitch, loud, short in part:
            at = start - begin
            while at < wanted:
                if at >= 0:
                    score.note(channel, pitch + shift, at + max(-0.02, rng.gauss(0, 0.015)), length * (0.5 if short else 0.97),
                               loud + rng.gauss(0, 5))
                at += total
    return score
