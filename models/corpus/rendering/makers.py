"""Which module composes the songs of a collection, and of the collection `patterns` those of a genre."""
from importlib import import_module

COLLECTIONS = {"mma": "mma_song", "groove-midi": "drummer_song", "templates": "template_song", "pop909": "pop_song",
               "nottingham": "folk_song", "openscore-quartets": "quartet_song"}
PATTERNS = {"Blues": "jazz_song", "Classical": "classical_song", "Electronic": "electronic_song", "Electronic Chill": "electronic_song",
            "Folk": "trad_song", "Hip Hop": "electronic_song", "Jazz": "jazz_song", "Jazz Piano": "jazz_song", "Pop": "chart_song",
            "Rhythm n Blues": "soul_song", "Rock": "rock_song", "Soft Rock": "rock_song", "Soul": "soul_song", "Swing": "jazz_song"}

SAMPLED = ("lmms-common", "sonic-pi-samples", "hydrogen-drumkits")


def maker(song):
    """The name of the module that composes a song."""
    return PATTERNS[song.genre] if song.collection == "patterns" else COLLECTIONS[song.collection]


def module_of(song):
    """That module."""
    return import_module(f"corpus.songs.{maker(song)}")


def compose(song, sources, folder, seconds, rng):
    """The song's Score, of at least so many seconds; `folder` may be written to, `rng` is the only chance there is."""
    return module_of(song).compose(song, sources, folder, seconds, rng)


def packages(song):
    """Debian packages whose sounds the song may hold, beside its sound font."""
    return (SAMPLED if maker(song) == "electronic_song" else ()) + (("espeak-ng",) if song.sung else ())
