"""Tests of what is recorded or no music, without any download: /usr/bin/python3 -m unittest discover -t models -s models/corpus"""
import csv
import tempfile
import unittest
from pathlib import Path

import numpy as np
import soundfile

from corpus.listings import LISTINGS
from corpus.planning.recipe import GENRES
from corpus.recordings import excerpt, labelled, other, real
from corpus.recordings.debian import Packages

# What samples/ is cut from: never learned from.
SAMPLES = ("chaos_god", "City Blues", "Coherence", "traveling_minstrels", "breaking_the_chains", "ptn0")


class Listing(unittest.TestCase):
    def test_every_track_is_of_a_listed_package_and_says_why_it_has_its_genre(self):
        packages = Packages(Path("unused")).listing
        for track in labelled.tracks():
            self.assertIn(track["package"], packages)
            self.assertIn(track["genre"], GENRES)
            self.assertTrue(track["artist"] and track["title"] and track["licence"] and track["evidence"], track)
            self.assertNotIn("NC", track["licence"])

    def test_no_sample_of_the_product_is_listed_or_taken_unlabelled(self):
        for track in labelled.tracks():
            self.assertFalse([name for name in SAMPLES if name in track["path"]], track)
        with open(LISTINGS / "packages.csv", newline="", encoding="utf-8") as rows:
            without = {row["package"]: row["without"].split(";") for row in csv.DictReader(rows)}
        for package, name in (("lincity-ng-data", "City Blues"), ("singularity-music", "Coherence"), ("parsec47-data", "ptn0"),
                              ("wesnoth-1.16-music", "traveling_minstrels"), ("wesnoth-1.16-music", "breaking_the_chains")):
            self.assertIn(name, without[package])

    def test_no_artist_and_no_genre_swamps_the_rest(self):
        allowed, _ = labelled.shares(labelled.tracks())
        for genre in GENRES:
            self.assertLessEqual(sum(number for (g, _), number in allowed.items() if g == genre), labelled.PER_GENRE)
        self.assertLessEqual(max(allowed.values()), labelled.PER_ARTIST)

    def test_real_excerpts_with_nc_are_not_learned_from(self):
        rows = [{"song": "a", "licence": "CC BY-NC 3.0", "family": "real", "collection": "real"},
                {"song": "b", "licence": "CC BY 3.0", "family": "real", "collection": "real"}]
        self.assertEqual([row["song"] for row in real.learned(rows)], ["b"])


class Excerpts(unittest.TestCase):
    def test_chunks_skip_the_intro_do_not_overlap_and_end_before_the_track_does(self):
        for length_s in (20, 34, 36, 60, 97, 240, 3600):
            found = excerpt.starts(length_s, 4)
            self.assertTrue(all(start + 30 <= length_s - 4.9 for start in found), (length_s, found))
            self.assertTrue(all(b - a >= 30 for a, b in zip(found, found[1:])), (length_s, found))
            self.assertTrue(length_s < 65 or found[0] == 30)

    def test_stems_are_added_and_silence_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(40 * 44100) / 44100)
            for name, pcm in (("a.wav", tone), ("b.wav", tone), ("quiet.wav", 0 * tone)):
                soundfile.write(folder / name, np.column_stack((pcm, pcm)), 44100)
            self.assertTrue(excerpt.cut([folder / "a.wav", folder / "b.wav"], 2, folder / "sum.flac"))
            pcm, rate = soundfile.read(folder / "sum.flac")
            self.assertEqual((rate, pcm.shape), (22050, (30 * 22050,)))
            self.assertAlmostEqual(np.abs(pcm).max(), 0.4, delta=0.02)
            self.assertFalse(excerpt.cut([folder / "quiet.wav"], 2, folder / "nothing.flac"))


class Other(unittest.TestCase):
    def test_clips_are_alike_whenever_they_are_made(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            first, problems = other.build(None, Path(one), 1)
            again, _ = other.build(None, Path(two), 1)
            self.assertEqual((problems, first), ([], again))
            self.assertEqual({row["group"] for row in first}, {"noise:white", "espeak:m1", "babble"})
            lengths = [soundfile.info(Path(one) / row["path"]).duration for row in first]
            self.assertTrue(12 <= min(lengths) and max(lengths) <= 30)

    def test_every_kind_of_noise_is_heard(self):
        for kind in other.NOISES:
            pcm = other.noise(kind, np.random.default_rng(1), 5 * 22050)
            self.assertEqual(pcm.shape, (5 * 22050,), kind)
            self.assertTrue(np.isfinite(pcm).all() and np.std(pcm) > 0, kind)


if __name__ == "__main__":
    unittest.main()
