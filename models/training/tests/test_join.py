"""How members are joined: the log-linear join where recordings are heeded."""
import json
import os
import tempfile
import unittest
from types import SimpleNamespace

import numpy as np

from training.data import music
from training.models import members
from training.scoring import ensemble
from training.shipping import manifest, shipped

GENRES, SONGS, WINDOWS = 4, 300, 2


def made_up(strengths, seed=1):
    """Logits of members that are right the more the stronger, with labels and songs: ({member: [N,G]}, [N], [N])."""
    rng = np.random.default_rng(seed)
    labels, song = rng.integers(0, GENRES, SONGS).repeat(WINDOWS), np.arange(SONGS).repeat(WINDOWS)
    noise = {m: rng.normal(size=(SONGS, GENRES)).repeat(WINDOWS, 0) for m in strengths}
    return {m: strength * np.eye(GENRES)[labels] + noise[m] + 0.1 * rng.normal(size=(len(song), GENRES)) for m, strength in strengths.items()}, labels, song


def joined(logits, labels, song, share=None, join=ensemble.LOG_LINEAR, temperatures=None):
    temperatures = temperatures or {m: ensemble.temperature(values, labels) for m, values in logits.items()}
    share = np.ones(len(labels)) if share is None else share
    return ensemble.fit(tuple(logits), logits, labels, song, share, temperatures, join)


def loss(system, logits, labels, song):
    track, truth = ensemble.track_means(system.windows(logits), song, labels)
    return ensemble.log_loss(system.confidence(track), truth)


class LogLinear(unittest.TestCase):
    def test_the_join_is_the_formula(self):
        rng = np.random.default_rng(1)
        logits = {m: 4 * rng.normal(size=(5, 3)) for m in "ab"}
        logits["a"][0] = (60, 0, 0)        # a member that is sure rules nothing out
        system = ensemble.FittedEnsemble({"a": 0.7, "b": 0.9}, {"a": 1.5, "b": 0.8}, combine=ensemble.LOG_LINEAR, bias=np.array([0.1, -0.3, 0.2]))
        said = {m: np.exp(logits[m] / t) / np.exp(logits[m] / t).sum(1, keepdims=True) for m, t in system.temperatures.items()}
        joint = np.exp(system.bias) * np.maximum(said["a"], 1e-6) ** 0.7 * np.maximum(said["b"], 1e-6) ** 0.9
        self.assertLess(np.abs(system.windows(logits) - joint / joint.sum(1, keepdims=True)).max(), 1e-9)

    def test_it_is_better_than_each_member_and_no_worse_than_their_mean(self):
        logits, labels, song = made_up({"a": 1.5, "b": 1.0, "c": 1.0})
        fresh = made_up({"a": 1.5, "b": 1.0, "c": 1.0}, seed=2)
        system = joined(logits, labels, song)
        for m in logits:
            self.assertLess(loss(system, *fresh), loss(joined({m: logits[m]}, labels, song, join=ensemble.MEAN), *fresh) - 0.05)
        self.assertLess(loss(system, *fresh), loss(joined(logits, labels, song, join=ensemble.MEAN), *fresh) + 0.01)

    def test_it_finds_out_which_member_is_right(self):
        logits, labels, song = made_up({"right": 3.0, "chance": 0.0})
        weights = joined(logits, labels, song, temperatures={"right": 1.0, "chance": 0.2}).weights
        self.assertGreater(weights["right"], 10 * weights["chance"])

    def test_no_weight_is_negative_even_of_a_member_that_is_always_wrong(self):
        for seed in range(4):
            weights = joined(*made_up({"right": 2.0, "wrong": -3.0}, seed), temperatures={"right": 1.0, "wrong": 1.0}).weights
            self.assertGreaterEqual(min(weights.values()), 0)
            self.assertEqual(0, weights["wrong"])

    def test_a_genre_that_all_members_overlook_is_leaned_to(self):
        logits, labels, song = made_up({"a": 1.5, "b": 1.5})
        for values in logits.values():
            values[:, 2] -= 2
        system = joined(logits, labels, song)
        self.assertEqual(2, int(system.bias.argmax()))
        even = ensemble.FittedEnsemble(system.weights, system.temperatures, system.calibration, combine=ensemble.LOG_LINEAR)
        self.assertLess(loss(system, logits, labels, song), loss(even, logits, labels, song))

    def test_it_is_fitted_on_what_counts(self):
        one, other = made_up({"a": 3.0, "b": 0.0}), made_up({"a": 0.0, "b": 3.0}, seed=2)
        logits = {m: np.concatenate([one[0][m], other[0][m]]) for m in "ab"}
        labels, song = np.concatenate([one[1], other[1]]), np.concatenate([one[2], other[2] + SONGS])
        first = np.arange(len(labels)) < len(one[1])
        for counted, best in ((first, "a"), (~first, "b")):
            weights = joined(logits, labels, song, np.where(counted, 1.0, 0.01)).weights
            self.assertEqual(best, max(weights, key=weights.get))


class Fitting(unittest.TestCase):
    def test_all_joins_every_member_there_is(self):
        logits, labels, song = made_up({"xgb": 1.0, "nn": 1.0, "cnn": 1.0, "sounds": 2.0, "tags": 2.0})
        found = ensemble.fit_all(logits, labels, song)
        self.assertEqual((set(logits), {"nn", "xgb"}), (set(found["all"].weights), set(found["nn+xgb"].weights)))
        before = ensemble.fit_all({m: logits[m] for m in ("xgb", "nn", "cnn")}, labels, song)
        self.assertEqual({"xgb", "nn", "cnn"}, set(before["all"].weights))

    def test_on_recordings_the_calibration_is_cautious_and_the_threshold_trusted(self):
        logits, labels, song = made_up({"xgb": 1.0, "nn": 1.0, "cnn": 1.0, "sounds": 2.0, "tags": 2.0})
        real = song % 2 == 0
        told = ensemble.fit_all(logits, labels, song, real=real)["all"]
        track, truth, recorded = ensemble.track_means(told.windows(logits), song, labels, real)
        sure = told.confidence(track)[recorded]
        wrong = sure.argmax(1) != truth[recorded]
        self.assertLessEqual(((sure.max(1) > ensemble.SURE) & wrong).mean(), ensemble.WRONG_AND_SURE)
        above = sure.max(1) >= told.threshold
        if above.sum() >= ensemble.FEWEST:
            self.assertGreaterEqual((~wrong)[above].mean(), ensemble.TRUSTED)

    def test_what_ships_is_read_as_it_was_fitted(self):
        logits, labels, song = made_up({"xgb": 1.0, "nn": 1.0, "cnn": 1.0, "sounds": 2.0, "tags": 2.0})
        found = ensemble.fit_all(logits, labels, song)
        data = SimpleNamespace(contexts=np.zeros((1, music.WIDTH)), genres=list("abcd"), sha256="", other=None)
        with tempfile.TemporaryDirectory() as folder:
            for name in logits:
                with open(os.path.join(folder, members.file_of(name)), "wb") as file:
                    file.write(name.encode())
            manifest.write(folder, data, found, 1, {})
            genres, systems = shipped.constants(folder)
            with open(os.path.join(folder, manifest.FILE), encoding="utf-8") as file:
                told = json.load(file)
        self.assertEqual(list("abcd"), genres)
        self.assertEqual({"kind": "embedding", "backbones": ["sounds"], "context_s": 30}, told["members"][3]["input"])
        self.assertEqual({"kind": "embedding", "backbones": ["tags"]}, told["members"][4]["input"])
        self.assertEqual([False, True], [ensemble_.get("default", False) for ensemble_ in told["ensembles"]])
        for name, system in found.items():
            again = systems[name]
            self.assertEqual((system.threshold if name in ensemble.ENSEMBLES else 0, system.combine), (again.threshold, again.combine))
            self.assertEqual(system.windows(logits).tolist(), again.windows(logits).tolist())


if __name__ == "__main__":
    unittest.main()
