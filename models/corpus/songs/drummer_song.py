"""Songs of our small band over a real drummer's performance."""
from dataclasses import replace

from corpus.bands.band import play
from corpus.bands.drums import play as play_performance
from corpus.bands.styles import BANDS
from corpus.music.score import DRUMS, Score


def compose(song, sources, folder, seconds, rng):
    """A Groove MIDI performance is the drum track and gives the tempo."""
    style = BANDS[song.genre]
    if not song.drums.swings:
        style = replace(style, swing=0.54 if "hiphop" in song.drums.style else 0.5)
    score = Score(song.drums.bpm * rng.uniform(0.94, 1.06))
    score.voice(DRUMS, rng.choice(style.kits), rng.randint(85, 118))
    play_performance(score, sources.path("groove-midi") / rng.choice(song.drums.files), seconds)
    play(score, style, rng, seconds, own_drums=False, sung=song.sung)
    return score
