"""A ready table of features, by the command that users run."""
import csv
import os
import tempfile
import unittest

import numpy as np

from training.data import feature_table, music
from training.data.features import FEATURES
from training.models import onnx_runner
from training.tests.programs import run


def write(folder, header, rows):
    path = os.path.join(folder, "table.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


class Table(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder, self.models = place.name, os.path.join(place.name, "models")

    def test_a_published_feature_set_is_learned_but_makes_no_manifest(self):
        rng = np.random.default_rng(1)
        rows = [(f"{i}.wav", *(rng.normal(size=6) + 2 * (i % 3)).round(4), f"song {i // 2 * 2 % 30}", "ABC"[i % 3]) for i in range(90)]
        rows[5] = (rows[5][0], "", *rows[5][2:])
        path = write(self.folder, ["filename", "tempo[bpm]", "a", "b", "c", "d", "e", "group", "label"], rows)
        told = run("train", "--features", path, "--out", self.models, "--quick")
        self.assertEqual(0, told.returncode, told.stderr)
        self.assertIn("cannot score audio", told.stdout)
        self.assertIn("1 values are missing", told.stderr)
        self.assertEqual(["CARD.md", "card", "nn.onnx", "parity", "xgb.onnx"], sorted(os.listdir(self.models)))
        logits = onnx_runner.logits(onnx_runner.load(os.path.join(self.models, "xgb.onnx")), np.zeros((2, 6), np.float32))
        self.assertEqual((2, 3), logits.shape)

    def test_the_windows_of_gyms_features_become_contexts_and_a_manifest(self):
        rng = np.random.default_rng(1)
        rows = []
        for song in range(24):
            for i in range(10):
                rows.append((f"{song}.mp3", 6 * i, 6 * i + 6, *np.exp(rng.normal(size=25) + song % 2).round(4), "AB"[song % 2]))
        path = write(self.folder, ["path", "start_s", "end_s", *FEATURES, "label"], rows)
        told = run("train", "--features", path, "--out", self.models, "--quick")
        self.assertEqual(0, told.returncode, told.stderr)
        self.assertIn("24 tracks", told.stdout)
        self.assertIn("ensemble.json", os.listdir(self.models))

    def test_contexts_skip_the_introduction_and_never_cross_a_chunk(self):
        rows = [("a", 6 * i, 6 * i + 6, *[float(i)] * 25, "A") for i in range(20)] + [("b", 0, 6, *[50.0] * 25, "B"), ("b", 6, 12, *[0.0] * 25, "B")]
        data = feature_table.load(write(self.folder, ["path", "start_s", "end_s", *FEATURES, "label"], rows))
        self.assertEqual([6, 6.5, 7, 7.5, 8], list(data.contexts[data.clip == "a#1", 0]))
        self.assertEqual(["a#1", "a#2", "a#3", "b#0"], sorted(set(data.clip)))
        self.assertEqual([50.0], list(data.contexts[data.clip == "b#0", 0]))

    def test_rows_with_two_labels_are_left_out_and_copies_count_once(self):
        keep = feature_table.once(np.array([[1.0], [1.0], [2.0], [2.0], [3.0]]), np.array(["A", "A", "A", "B", ""]), np.array([True] * 4 + [False]))
        self.assertEqual([0], list(keep))

    def test_what_is_no_table_is_refused(self):
        for header, message in ((["a", "b"], "no column 'label'"), (["label", "name"], "no column of numbers")):
            with self.assertRaisesRegex(music.DataError, message):
                feature_table.load(write(self.folder, header, [["x", "y"]]))


if __name__ == "__main__":
    unittest.main()
