"""Songs of our small band over a step-sequenced template."""
from corpus.bands.band import play
from corpus.bands.templates import TEMPLATES
from corpus.music.score import Score


def compose(song, sources, folder, seconds, rng):
    """A step-sequenced template of templates.py."""
    style = TEMPLATES[song.genre][song.detail["template"]]
    score = Score(rng.uniform(*style.tempo))
    play(score, style, rng, seconds, sung=song.sung)
    return score
