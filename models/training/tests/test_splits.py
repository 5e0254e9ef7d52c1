"""A grouped fold keeps songs, groups and families apart, and says so when it does not."""
import tempfile
import unittest

import numpy as np

from training.data import music, splits
from training.tests import made_up


class Splits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.data = music.load(made_up.write(folder))

    def sides(self, column, split):
        return set(column[split.train]) | set(column[split.validation]), set(column[split.test])

    def test_every_grouped_fold_keeps_songs_groups_and_families_apart(self):
        for split in splits.grouped(self.data, splits.most_folds(self.data), seed=3):
            for column in (self.data.song, self.data.group, self.data.family):
                learned, held = self.sides(column, split)
                self.assertTrue(held)
                self.assertFalse(learned & held)

    def test_validation_shares_no_group_with_training(self):
        for split in splits.grouped(self.data, 4, seed=3):
            self.assertFalse(set(self.data.group[split.train]) & set(self.data.group[split.validation]))

    def test_no_row_is_tested_twice(self):
        tested = np.concatenate([s.test for s in splits.grouped(self.data, splits.most_folds(self.data), seed=3)])
        self.assertEqual(len(tested), len(set(tested)))

    def test_a_group_on_both_sides_is_refused(self):
        split = next(splits.grouped(self.data, 1, seed=3))
        leaky = splits.Split("leaky", np.append(split.train, split.test[0]), split.validation, split.test)
        with self.assertRaisesRegex(AssertionError, "both sides"):
            splits.check(self.data, leaky, ("group", "family"))

    def test_the_random_split_does_mix_groups(self):
        learned, held = self.sides(self.data.group, splits.random(self.data.clip, 1, "random chunks"))
        self.assertTrue(learned & held)

    def test_silent_windows_are_left_out(self):
        self.assertEqual(len(self.data), len(made_up.GENRES) * made_up.GROUPS * 4 * 2 * 5 - 1)

    def test_a_song_in_two_groups_is_refused(self):
        with self.assertRaisesRegex(music.DataError, "two groups"):
            music.check_songs(["a", "a"], ["x", "y"])


if __name__ == "__main__":
    unittest.main()
