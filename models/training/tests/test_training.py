"""From data to shipped files by the commands that users run."""
import json
import os
import tempfile
import unittest

import numpy as np

from training.data import features
from training.models import onnx_runner
from training.tests import made_up
from training.tests.programs import run


class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.data, cls.models = os.path.join(cls.place.name, "data"), os.path.join(cls.place.name, "models")
        os.mkdir(cls.data)
        made_up.write(cls.data)
        cls.trained = run("train", "--data", cls.data, "--out", cls.models, "--folds", "2", "--quick")

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def path(self, *parts):
        return os.path.join(self.models, *parts)

    def test_training_succeeds_and_tells_the_time_left(self):
        self.assertEqual(self.trained.returncode, 0, self.trained.stderr)
        self.assertIn("left]", self.trained.stderr)

    def test_files_say_what_the_framework_said(self):
        for name in ("xgb", "nn", "cnn"):
            inputs, expected = (np.load(self.path("parity", f"{name}.{part}.npy")) for part in ("input", "logits"))
            found = onnx_runner.logits(onnx_runner.load(self.path(f"{name}.onnx")), inputs)
            self.assertLess(np.abs(found - expected).max(), 1e-4)

    def test_a_gain_does_not_move_the_feature_members(self):
        heard = np.load(os.path.join(self.data, "contexts.npy"))[:50]
        for decibels in (-20, 6):
            moved = heard.copy()
            moved[:, 0] += np.sqrt(128) * decibels
            moved[:, 23:25] *= 10 ** (decibels / 20)
            self.assertLess(np.abs(features.level_invariant(moved) - features.level_invariant(heard)).max(), 1e-3)

    def test_the_card_labels_the_optimistic_figure_and_shows_the_pictures(self):
        with open(self.path("CARD.md"), encoding="utf-8") as file:
            card = file.read()
        self.assertIn("Optimistic, and never optimised", card)
        for picture in ("confusion", "reliability", "importances", "learning"):
            self.assertIn(f"card/{picture}.png", card)
            self.assertTrue(os.path.getsize(self.path("card", f"{picture}.png")))

    def test_the_manifest_names_its_files_by_hash(self):
        with open(self.path("ensemble.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["genres"], list(made_up.GENRES))
        self.assertEqual([e["name"] for e in manifest["ensembles"]], ["nn+xgb", "all"])
        for ensemble in manifest["ensembles"]:
            self.assertAlmostEqual(sum(ensemble["weights"].values()), 1)

    def test_unusable_input_is_told_from_failure(self):
        self.assertEqual(run("train", "--data", "/nowhere", "--out", self.models).returncode, 2)
        self.assertEqual(run("train").returncode, 2)

    def test_recordings_that_were_all_learned_from_are_nothing_to_look_at(self):
        told = run("evaluate", "--data", self.data, "--models", self.models, "--real", self.data, "--quick")
        self.assertEqual(told.returncode, 2, told.stderr)

    def test_evaluation_adds_recordings_and_keeps_what_training_measured(self):
        heard = os.path.join(self.place.name, "heard")
        os.mkdir(heard)
        made_up.write(heard, songs_each=1, seed=9, prefix="recorded ")
        told = run("evaluate", "--data", self.data, "--models", self.models, "--real", heard, "--folds", "1", "--quick")
        self.assertEqual(told.returncode, 0, told.stderr)
        with open(self.path("card", "metrics.json"), encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual(set(report["files"]), {"xgb", "nn", "cnn"})
        self.assertEqual(report["unlearned_recordings"]["size"]["groups"], len(made_up.GENRES) * made_up.GROUPS)


if __name__ == "__main__":
    unittest.main()
