"""Members that look at embeddings: what they learn, from what they start, and how much each window counts."""
import tempfile
import unittest

import numpy as np
import torch

from training.data import music, shares, splits
from training.ear import networks
from training.ear.reading import Reading
from training.models import members
from training.tests import made_up, made_up_ear


def load(**options):
    with tempfile.TemporaryDirectory() as folder:
        return music.load(made_up.write(folder, songs_each=2, embedded=True, **options))


class Heads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = load(artists=4)
        cls.known = made_up_ear.known()
        cls.split = next(splits.grouped(cls.data, 1, seed=1))

    def fitted(self, name, known=None, genres=None):
        self.data.networks, kept = known, self.data.genres
        self.data.genres = genres or kept
        try:
            return members.MEMBERS[name].Fitted(self.data, self.split.train, self.split.validation, 1)
        finally:
            self.data.networks, self.data.genres = None, kept

    def test_they_learn_what_genres_sound_like(self):
        for name in ("sounds", "tags"):
            for known in (None, self.known):
                fitted = self.fitted(name, known)
                for rows in (self.split.test, self.split.recordings):
                    right = fitted.logits(self.data, rows).argmax(1) == self.data.genre[rows]
                    self.assertGreater(right.mean(), 0.9, name)
                self.assertLess(fitted.curve[-1]["train_loss"], fitted.curve[0]["train_loss"])
                self.assertIn("validation_accuracy", fitted.curve[-1])

    def test_they_start_from_what_the_classes_say_where_they_speak_of_the_genres(self):
        for name in ("sounds", "tags"):
            model = self.fitted(name, self.known).model
            reading = Reading(name, networks.classifier(name, self.known[name]), self.data.genres)
            with torch.no_grad():
                torch.nn.init.zeros_(model.correction.weight), torch.nn.init.zeros_(model.correction.bias), model.sharpness.zero_()
                inputs = torch.from_numpy(members.inputs(name, self.data, np.arange(5)))
                self.assertLess(float((model(inputs) - reading(inputs)).abs().max()), 1e-5)

    def test_the_classes_themselves_are_not_changed(self):
        before = {part: value.clone() for part, value in self.known["sounds"].state_dict().items()}
        self.fitted("sounds", self.known)
        for part, value in self.known["sounds"].state_dict().items():
            self.assertTrue(torch.equal(before[part], value))

    def test_without_known_classes_there_is_nothing_to_read(self):
        self.assertIsNone(self.fitted("sounds").model.reading)
        self.assertIsNone(self.fitted("sounds", self.known, ["Dub", "Fado", "Ska"]).model.reading)
        self.assertIsNotNone(self.fitted("sounds", self.known).model.reading)

    def test_each_looks_at_the_numbers_of_its_own_backbone(self):
        self.assertEqual(self.data.embeddings[:3, :384].tolist(), members.inputs("sounds", self.data, np.arange(3)).tolist())
        self.assertEqual(self.data.embeddings[:3, 384:].tolist(), members.inputs("tags", self.data, np.arange(3)).tolist())

    def test_their_files_say_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("sounds", "tags"):
                for known in (None, self.known):
                    told = members.save(name, self.fitted(name, known), self.data, folder)
                    self.assertEqual((f"{name}-head.onnx", len(self.data)), (told["file"], told["rows_compared"]))

    def test_members_that_have_nothing_to_look_at_are_not_trained(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(["xgb", "nn", "cnn"], members.of(music.load(made_up.write(folder, songs_each=1))))
        self.assertEqual(["xgb", "nn", "cnn", "sounds", "tags"], members.of(self.data))


class Shares(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = load(artists=3)
        cls.real = splits.recorded(cls.data)

    def test_they_are_one_on_average_and_recordings_have_their_part(self):
        found = shares.shares(self.data, np.arange(len(self.data)))
        self.assertAlmostEqual(1, found.mean(), places=9)
        self.assertAlmostEqual(shares.RECORDINGS, found[self.real].sum() / found.sum(), places=9)
        self.assertTrue((found > 0).all())

    def test_of_one_side_alone_they_are_one_on_average_too(self):
        for rows in (np.flatnonzero(self.real), np.flatnonzero(~self.real)):
            self.assertAlmostEqual(1, shares.shares(self.data, rows).mean(), places=9)
        self.assertEqual(0, len(shares.shares(self.data, splits.NOTHING)))

    def test_a_long_track_counts_as_much_as_a_short_one(self):
        rows = np.flatnonzero(~self.real & (self.data.genre == 1))
        songs = np.unique(self.data.song[rows])
        rows = rows[(self.data.song[rows] != songs[0]) | (np.arange(len(rows)) % 3 == 0)]
        found = shares.shares(self.data, rows)
        totals = [found[self.data.song[rows] == song].sum() for song in songs]
        self.assertLess(np.ptp(totals), 1e-9)

    def test_genres_are_evened_out_half_way(self):
        few = np.flatnonzero(~self.real & ((self.data.genre != 0) | np.isin(self.data.song, np.unique(self.data.song[self.data.genre == 0])[:1])))
        songs = [len(np.unique(self.data.song[few[self.data.genre[few] == genre]])) for genre in (0, 1)]
        found = shares.shares(self.data, few)
        ratio = found[self.data.genre[few] == 1].sum() / found[self.data.genre[few] == 0].sum()
        self.assertAlmostEqual((songs[1] / songs[0]) ** (1 - shares.EVENNESS), ratio, places=6)


class Contexts(unittest.TestCase):
    def test_the_mean_over_a_context_crosses_no_clip_and_counts_no_silence(self):
        """Windows beyond a silent one count, a short window counts by its length: as in scoring."""
        rng = np.random.default_rng(2)
        owner = np.repeat([0, 1, 2], (5, 2, 8))
        silent = np.zeros(len(owner), bool)
        silent[[1, 9, 10]] = True
        every = rng.normal(size=(len(owner), music.WIDTH_OF_EMBEDDINGS)).astype(np.float32)
        length = np.where(np.arange(len(owner)) == 6, 2.0, 6.0)
        rows = np.flatnonzero(~silent)
        with tempfile.TemporaryDirectory() as folder:
            made_up.table(folder, "windows.csv", "row clip index start_s end_s silent", [(i, clip, 0, 0, length[i], int(silent[i])) for i, clip in enumerate(owner)])
            np.save(f"{folder}/embeddings.npy", every)
            found = music.embeddings(folder, rows, owner[rows])
        for place, row in enumerate(rows):
            near = [i for i in range(max(0, row - music.CONTEXT), min(len(owner), row + music.CONTEXT + 1)) if owner[i] == owner[row] and not silent[i]]
            self.assertLess(np.abs(found[place, :384] - np.average(every[near, :384], axis=0, weights=length[near])).max(), 1e-6, row)
        self.assertEqual(every[rows, 384:].tolist(), found[:, 384:].tolist())

    def test_without_embeddings_there_are_none(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(music.load(made_up.write(folder, songs_each=1)).embeddings)


if __name__ == "__main__":
    unittest.main()
