"""Someone's own small library, by the commands that users run."""
import argparse
import json
import os
import tempfile
import unittest

import numpy as np

from training.data import music, splits
from training.evaluation import cross_validation, verdicts
from training.tests import made_up
from training.tests.programs import run

SMALL = {"Dub": ["a", "b", "c", None, None, None], "Fado": ["d", "e", "f"], "Ska": [None] * 12}


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.runs, cls.said = [], []
        data = os.path.join(cls.place.name, "data")
        os.mkdir(data)
        made_up.library(data, SMALL, mislabelled={"Ska/3.flac": "Dub"})
        for number in range(2):
            models = os.path.join(cls.place.name, f"models{number}")
            told = run("train", "--data", data, "--out", models, "--library", "--seed", "5", "--quick",
                         "--work", os.path.join(cls.place.name, f"runs{number}"))
            cls.said.append(told)
            cls.runs.append(models)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def metrics(self, run):
        with open(os.path.join(self.runs[run], "card", "metrics.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_a_library_becomes_models_and_a_report(self):
        self.assertEqual(self.said[0].returncode, 0, self.said[0].stderr)
        for part in ("95 % interval", "Recognised", "Confused", "always the most frequent genre", "3 genres"):
            self.assertIn(part, self.said[0].stdout)
        with open(os.path.join(self.runs[0], "ensemble.json"), encoding="utf-8") as file:
            self.assertEqual(sorted(SMALL), json.load(file)["genres"])
        with open(os.path.join(self.runs[0], "CARD.md"), encoding="utf-8") as file:
            self.assertIn(self.said[0].stdout.strip(), file.read())

    def test_every_track_is_judged_once(self):
        told = self.metrics(0)
        self.assertEqual(21, told["systems"]["all"]["count"])

    def test_a_seed_gives_the_same_metrics(self):
        first, second = self.metrics(0), self.metrics(1)
        self.assertEqual(first["systems"], second["systems"])
        self.assertEqual(first["suspects"], second["suspects"])

    def test_too_few_tracks_of_a_genre_are_refused_by_name_and_count(self):
        with tempfile.TemporaryDirectory() as folder:
            made_up.library(folder, {"Dub": [None] * 6, "Fado": ["d", "e"]})
            told = run("train", "--data", folder, "--out", os.path.join(folder, "models"), "--library", "--quick")
        self.assertEqual(2, told.returncode)
        self.assertIn("Fado has 2", told.stderr)

    def test_one_genre_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            made_up.library(folder, {"Dub": [None] * 6})
            told = run("train", "--data", folder, "--out", os.path.join(folder, "models"), "--library", "--quick")
        self.assertEqual(2, told.returncode)
        self.assertIn("one genre only", told.stderr)

    def test_the_smallest_genre_is_in_training_and_validation_of_every_fold(self):
        with tempfile.TemporaryDirectory() as folder:
            data = music.load(made_up.library(folder, SMALL))
        for split in splits.grouped(data, splits.most_folds(data), seed=1):
            for side in (split.train, split.validation):
                self.assertEqual({0, 1, 2}, set(np.unique(data.genre[side])))


class Length(unittest.TestCase):
    def test_a_large_library_is_passed_over_less_often(self):
        """And less often still where members hear by backbones: the CNN is one voice of five then."""
        options = argparse.Namespace(library=True, quick=False)
        sizes = [splits.Split("", np.arange(n), splits.NOTHING, splits.NOTHING) for n in (500, 9_400, 100_000)]
        for embeddings, expected in ((None, [40, 9, 1]), (np.zeros(1), [5, 1, 1])):
            data = argparse.Namespace(embeddings=embeddings)
            self.assertEqual(expected, [cross_validation.own_length("cnn", data, split, options) for split in sizes])


class Suspects(unittest.TestCase):
    def test_a_track_surely_taken_for_something_else_is_named(self):
        said = verdicts.Verdicts(np.array([[0.95, 0.05], [0.6, 0.4], [0.2, 0.8]]), np.array([1, 1, 1]), np.array(list("abc")), np.array(list("abc")))
        self.assertEqual([{"song": "a", "genre": "B", "verdict": "A", "confidence": 0.95}], verdicts.suspects(said, ["A", "B"]))


if __name__ == "__main__":
    unittest.main()
