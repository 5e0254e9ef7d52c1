"""Songs of our small band over a step-sequenced template."""
from band import play
from score import Score
from templates import TEMPLATES


def compose(song, sources, folder, seconds, rng):
    """A step-sequenced template of templates.py."""
    style = TEMPLATES[song.genre][song.detail["template"]]
    score = Score(rng.uniform(*style.tempo))
    play(score, style, rng, seconds, sung=song.sung)
    return score
