"""Tests of the Jazz, Jazz Piano, Swing and Blues makers: /usr/bin/python3 -m unittest discover -t models -s models/corpus"""
import random
import unittest
from types import SimpleNamespace

from corpus.jazz import jazz_harmony
from corpus.songs.jazz_song import MAKERS, compose

SECONDS = 40


def score(genre, pattern, seed=1, sung=""):
    """One song of a genre."""
    return compose(SimpleNamespace(genre=genre, detail={"pattern": pattern}, sung=sung), None, None, SECONDS, random.Random(seed))


def notes(made):
    """Its notes as (second, channel, pitch)."""
    return [(tick / 480 * 60 / made.tempo, m.channel, m.note) for tick, _, m in made.events if m.type == "note_on"]


class Makers(unittest.TestCase):
    """Any pattern gives a song that sounds throughout, repeatably; a singer gets the tune."""

    def test_songs_sound_throughout(self):
        for genre in MAKERS:
            for pattern in range(8):
                heard = notes(score(genre, pattern))
                silent = [s for s in range(0, SECONDS - 5, 5) if not any(s <= n[0] < s + 5 for n in heard)]
                self.assertEqual([], silent, (genre, pattern))

    def test_same_seed_same_song(self):
        for genre in MAKERS:
            self.assertEqual(notes(score(genre, 3)), notes(score(genre, 3)))
            self.assertNotEqual(notes(score(genre, 3)), notes(score(genre, 3, seed=2)))
            self.assertNotEqual(notes(score(genre, 3)), notes(score(genre, 4)))

    def test_singer_sings(self):
        for genre in MAKERS:
            made = [score(genre, p, sung="sung") for p in range(6)]
            self.assertTrue(all(m.singer is not None for m in made), genre)
            self.assertGreaterEqual(sum(len(m.sung) > 4 for m in made), 4, genre)

    def test_every_form_reads(self):
        for name in ("MAJOR_A", "MINOR_A", "BRIDGES", "BLUES", "MINOR_BLUES", "EIGHT_BLUES", "SIXTEEN_BLUES", "ONE_CHORD", "MODAL", "RAG"):
            for text in getattr(jazz_harmony, name):
                chart = jazz_harmony.Chart(text, 0)
                self.assertAlmostEqual(chart.beats, sum(c.length for c in chart.reharmonise(random.Random(1), 0.5).changes))
                self.assertTrue(all(c.tones and c.scale for c in chart.changes))


if __name__ == "__main__":
    unittest.main()
