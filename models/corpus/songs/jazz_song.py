"""Songs of Jazz, Jazz Piano, Swing and Blues made from a pattern number: every number is another arrangement."""
import random

from corpus.jazz import blues_band, blues_guitar, jazz_combo, jazz_solo_piano, swing_band

# genre: makers and how often the pattern chooses each
MAKERS = {
    "Jazz": ((jazz_combo.compose, 1),),
    "Jazz Piano": ((jazz_solo_piano.compose, 6), (jazz_solo_piano.compose_trio, 5)),
    "Swing": ((swing_band.compose, 7), (swing_band.compose_combo, 3)),
    "Blues": ((blues_band.compose, 6), (blues_guitar.compose, 4)),
}


def compose(song, sources, folder, seconds, rng):
    """A Score of `seconds`; `song.detail["pattern"]` decides what is played, `rng` how."""
    traits = random.Random(f"{song.genre}/{song.detail['pattern']}")
    makers = MAKERS[song.genre]
    maker = traits.choices([m for m, _ in makers], [w for _, w in makers])[0]
    return maker(song, traits, rng, seconds)
