"""The parts of an evaluation: recordings stay apart, intervals cover, trainings are kept and found again."""
import json
import os
import tempfile
import unittest
from types import SimpleNamespace

import numpy as np

from code_digest import code_digest
from training.data import music, splits
from training.evaluation import runs
from training.scoring import bootstrap, metrics, out_of_distribution
from training.tests import made_up
from training.tests.programs import run


def load(**options):
    with tempfile.TemporaryDirectory() as folder:
        return music.load(made_up.write(folder, **options))


class Recordings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = load(songs_each=2, artists=8)
        cls.real = cls.data.family == splits.RECORDED
        cls.folds = list(splits.grouped(cls.data, splits.most_folds(cls.data), seed=2))

    def test_recorded_is_never_the_family_held_out(self):
        self.assertGreater(self.real.mean(), splits.RARE)
        self.assertEqual(sorted(made_up.FAMILIES), splits.held_families(self.data))
        for split in self.folds:
            self.assertFalse(self.real[split.test].any())

    def test_artists_judged_apart_were_not_learned_from(self):
        for split in self.folds:
            learned = np.concatenate([split.train, split.validation])
            self.assertTrue(self.real[learned].any() and len(split.recordings) and self.real[split.recordings].all())
            self.assertFalse(set(self.data.group[learned]) & set(self.data.group[split.recordings]))

    def test_four_folds_judge_every_recording_once(self):
        judged = np.concatenate([split.recordings for split in self.folds[:splits.PARTS]])
        self.assertEqual(np.flatnonzero(self.real).tolist(), sorted(judged.tolist()))

    def test_an_artist_on_both_sides_is_refused(self):
        split = self.folds[0]
        leaky = splits.Split("leaky", np.append(split.train, split.recordings[0]), split.validation, split.test, split.recordings)
        with self.assertRaisesRegex(AssertionError, "both sides"):
            splits.check(self.data, leaky, ("group", "family"))

    def test_recordings_among_the_rendered_test_are_refused(self):
        split = self.folds[0]
        mixed = splits.Split("mixed", split.train, split.validation, np.append(split.test, split.recordings[0]), split.recordings[1:])
        with self.assertRaisesRegex(AssertionError, "recordings"):
            splits.check(self.data, mixed, ("group",))

    def test_a_collection_held_out_shares_nothing_with_what_is_learned(self):
        for name in (*made_up.COLLECTIONS, "recordings"):
            split = splits.without_collection(self.data, name, seed=1)
            self.assertEqual({name}, set(self.data.collection[split.test]))
            self.assertNotIn(name, self.data.collection[np.concatenate([split.train, split.validation])])

    def test_a_library_of_recordings_alone_is_split_like_any_music(self):
        data = load(songs_each=2)
        data.family[:] = splits.RECORDED
        split = next(splits.grouped(data, 1, seed=1))
        self.assertTrue(len(split.test))
        self.assertFalse(len(split.recordings))


class OutOfDistribution(unittest.TestCase):
    def test_a_kind_of_sound_is_learned_from_or_judged_never_both(self):
        data = load(songs_each=2)
        data.other = load(songs_each=1, prefix="noise:")
        folds = list(splits.grouped(data, splits.PARTS, seed=1))
        kinds = np.array([splits.kind_of(g) for g in data.other.group])
        self.assertEqual(np.arange(len(data.other)).tolist(), sorted(np.concatenate([s.other for s in folds]).tolist()))
        for split in folds:
            left = runs.RunStore(data, SimpleNamespace(work="kept", library=False, data=""), None).without(split.other).other
            self.assertFalse({splits.kind_of(g) for g in left.group} & set(kinds[split.other]))

    def test_the_share_of_pairs_told_apart(self):
        self.assertEqual(1.0, out_of_distribution.auroc(np.array([0.8, 0.9]), np.array([0.1, 0.2])))
        self.assertEqual(0.5, out_of_distribution.auroc(np.array([0.5]), np.array([0.5])))


class Intervals(unittest.TestCase):
    def test_they_cover_the_truth_about_as_often_as_they_say(self):
        rng, covered, rounds = np.random.default_rng(3), 0, 120
        for number in range(rounds):
            truth = rng.beta(6, 4, 60)                      # 60 groups, 60 % right on average, each with a rate of its own
            group = np.repeat(np.arange(60), 5)
            low, high = bootstrap.interval(rng.random(300) < truth[group], group, seed=number)
            covered += low <= 0.6 <= high
        self.assertGreater(covered / rounds, 0.86)
        self.assertLess(covered / rounds, 1)

    def test_groups_that_are_all_right_or_all_wrong_widen_them(self):
        right = np.repeat(np.arange(40) % 2 == 0, 10)
        by_group, by_row = (bootstrap.interval(right, g) for g in (np.repeat(np.arange(40), 10), np.arange(400)))
        self.assertGreater(by_group[1] - by_group[0], 2 * (by_row[1] - by_row[0]))

    def test_every_figure_lies_in_its_interval(self):
        rng = np.random.default_rng(1)
        labels = rng.integers(0, 4, 400)
        sure = rng.dirichlet(np.ones(4), 400) + 0.15 * np.eye(4)[labels]
        told = metrics.score(sure / sure.sum(1, keepdims=True), labels, list("abcd"), np.repeat(np.arange(100), 4))
        for figure in ("accuracy", "top3", "macro_recall"):
            low, high = told["interval"][figure]
            self.assertTrue(low < told[figure] < high, figure)

    def test_coarse_groups_add_probabilities_up(self):
        genres = ["Jazz", "Rock", "Swing"]
        told = metrics.coarse(np.array([[0.3, 0.4, 0.3]]), np.array([2]), genres, np.array(["a"]))
        self.assertEqual(1.0, told["accuracy"])


class Kept(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.place.name, "data")
        os.mkdir(cls.folder)
        made_up.write(cls.folder, songs_each=2, artists=5)
        cls.models = os.path.join(cls.place.name, "models")
        cls.trained = cls.run_script("train", "--out", "--folds", "2")
        with open(os.path.join(cls.models, "card", "metrics.json"), encoding="utf-8") as file:
            cls.first = json.load(file)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @classmethod
    def run_script(cls, script, place, *arguments):
        return run(script, "--data", cls.folder, place, cls.models, "--quick", *arguments)

    def test_a_resumed_evaluation_trains_only_what_is_missing_and_says_the_same(self):
        self.assertEqual(self.trained.returncode, 0, self.trained.stderr)
        kept = os.path.join(self.folder, runs.FOLDER)
        os.remove(os.path.join(kept, sorted(f for f in os.listdir(kept) if f.startswith("cnn"))[0]))
        told = self.run_script("evaluate", "--models", "--folds", "2", "--parts", "honest,flattering,ablation")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("8 are done", told.stderr)
        with open(os.path.join(self.models, "card", "metrics.json"), encoding="utf-8") as file:
            second = json.load(file)
        for part in ("grouped", "random"):
            self.assertEqual(self.first[part], second[part])
        self.assertIn("without recordings", second["ablation"])
        with open(os.path.join(self.models, "CARD.md"), encoding="utf-8") as file:
            card = file.read()
        self.assertIn("artist held out", card)
        self.assertIn("What each part brings", card)
        self.assertLess(card.index("Grouped cross-validation"), card.index("Random split"))

    def test_an_unknown_part_is_refused(self):
        told = self.run_script("evaluate", "--models", "--parts", "grouped,nonsense")
        self.assertEqual(2, told.returncode)
        self.assertIn("nonsense", told.stderr)

    def test_code_that_says_the_same_is_the_same_training(self):
        with tempfile.TemporaryDirectory() as folder:
            forms = []
            for text in ("RATE = 1\n", "# a remark\nRATE = 1\n", "RATE = 2\n"):
                path = os.path.join(folder, "member.py")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                forms.append(code_digest(path))
        self.assertEqual(forms[0], forms[1])
        self.assertNotEqual(forms[0], forms[2])

    def test_a_row_that_was_learned_from_is_not_scored(self):
        answer = runs.Predictions(np.array([1, 4]), np.zeros((2, 3)), np.zeros((0, 3)), [], 1, {})
        self.assertEqual((1, 3), answer.at(np.array([4])).shape)
        with self.assertRaisesRegex(AssertionError, "learned from"):
            answer.at(np.array([1, 2]))


if __name__ == "__main__":
    unittest.main()
