"""The table that the neighbours are judged by."""
import csv
import os
import tempfile
import unittest

import numpy as np

from training.data import music
from training.evaluation import neighbours
from training.tests import made_up


class Table(unittest.TestCase):
    def written(self, embeddings):
        with tempfile.TemporaryDirectory() as folder:
            made_up.write(folder, songs_each=1, artists=1)
            path = os.path.join(folder, "features.npy")
            np.save(path, np.load(path)[:, :25])
            data = music.load(folder)
            rows = np.arange(len(data))[::-1]
            probabilities = np.random.default_rng(1).dirichlet(np.ones(len(data.genres)), len(rows))
            neighbours.write(folder, data, (rows, probabilities, np.zeros(len(rows), bool)), embeddings(data) if embeddings else None)
            with open(os.path.join(folder, "neighbours", "tracks.csv"), encoding="utf-8") as file:
                return data, list(csv.DictReader(file))

    def test_a_track_has_the_mean_embedding_of_its_own_windows(self):
        made = {}

        def embeddings(data):
            made["all"] = np.random.default_rng(2).normal(size=(len(data), 7))
            return made["all"]

        data, table = self.written(embeddings)
        self.assertEqual(sorted(set(data.song)), [line["song"] for line in table])
        for line in table:
            expected = made["all"][data.song == line["song"]].mean(0)
            np.testing.assert_allclose([float(line[f"embedding:{i}"]) for i in range(7)], expected, rtol=1e-6)
        self.assertIn("artist:Rock-6", [line["group"] for line in table if line["family"] == "recorded"])

    def test_models_without_one_leave_the_columns_out(self):
        _, table = self.written(None)
        self.assertNotIn("embedding:0", table[0])
        self.assertIn("spread:24", table[0])


if __name__ == "__main__":
    unittest.main()
