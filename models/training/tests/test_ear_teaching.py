"""Our networks are taught by the published ones, and come out as files that say the same."""
import contextlib
import io
import json
import os
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch

from training.data.music import DataError
from training.ear import distil, networks, origins, recipe
from training.ear.clips import Clips, LENGTH, WINDOW
from training.models import onnx_runner
from training.shipping import backbones, untrained
from training.tests import made_up_ear

CLIPS = 4


class Toy(torch.nn.Module):
    """4 numbers -> embedding [N,3], with a normalisation and a classifier as the networks have."""

    def __init__(self):
        super().__init__()
        self.layer, self.norm, self.classifier = torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3), torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.norm(self.layer(x))


class Taught(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.start, self.heard, self.group = Toy(), torch.randn(200, 4), np.arange(200) // 2
        self.wanted = torch.tanh(self.heard[:, :3] * 2 - 1)

    def taught(self, sign, rate=0.05):
        """Taught to agree, or with `sign` -1 to disagree; (network, figures)."""
        return distil.taught(self.start, lambda places: self.heard[places], lambda found, places: sign * ((found - self.wanted[places]) ** 2).mean(),
                             self.agreement, self.group, 16, rate, 1, False, lambda done, of: None)

    def agreement(self, found, places):
        return distil.cosine(found, self.wanted[places])

    def judged(self, network):
        """How well it agrees on what was held out."""
        names = len(np.unique(self.group))
        held = (np.random.default_rng(1).permutation(names) % distil.HELD == 0)[self.group]
        return distil.agree(network, lambda places: self.heard[places], self.agreement, np.flatnonzero(held), 16)

    def test_the_state_that_agrees_best_is_kept(self):
        for sign in (1, -1):
            network, told = self.taught(sign)
            self.assertEqual(1 + distil.EPOCHS, len(told["agreement"]))
            self.assertAlmostEqual(max(told["agreement"]), self.judged(network), places=6)
        self.assertEqual(0, int(np.argmax(told["agreement"])))
        self.assertTrue(torch.equal(self.start.layer.weight, network.layer.weight))

    def test_it_learns_and_leaves_classifier_and_statistics_as_they_were(self):
        network, told = self.taught(1)
        self.assertGreater(max(told["agreement"]), told["agreement"][0] + 0.1)
        before, after = self.start.state_dict(), network.state_dict()
        for name in before:
            fixed = name.startswith("classifier") or "running" in name or "tracked" in name
            self.assertEqual(fixed, torch.equal(before[name], after[name]), name)
        self.assertFalse(network.training)
        self.assertEqual({"layer.weight", "layer.bias", "norm.weight", "norm.bias"}, {name for name, value in network.named_parameters() if value.requires_grad})

    def test_whole_groups_are_held_out(self):
        told = self.taught(1)[1]
        self.assertEqual(200, told["clips"] + told["held"])
        self.assertEqual(0, told["held"] % 2)


class Audio(unittest.TestCase):
    def test_clips_are_repeated_to_whole_windows_and_contexts(self):
        with tempfile.TemporaryDirectory() as folder:
            clips = Clips(made_up_ear.clips(folder, folder, count=2), folder)
            windows = clips.windows(1)
            self.assertEqual((2, WINDOW), windows.shape)
            short = 8 * 22_050 - WINDOW
            self.assertTrue(torch.equal(windows[1, :short], windows[1, short:2 * short]))
            whole = clips.whole(1)
            self.assertEqual((LENGTH,), whole.shape)
            self.assertTrue(torch.equal(whole[:WINDOW], whole[4 * WINDOW:]))

    def test_folders_joined_keep_their_clips(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            parts = [Clips(made_up_ear.clips(folder, folder, count=count), folder) for folder, count in ((one, 2), (two, 3))]
            joined = Clips.joined(parts)
            self.assertEqual(5, len(joined))
            for place, clip in enumerate((0, 1, 2), 2):
                self.assertTrue(torch.equal(parts[1].windows(clip), joined.windows(place)))

    def test_audio_at_another_rate_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch.object(made_up_ear, "RATE", 16_000):
                clips = Clips(made_up_ear.clips(folder, folder, count=1), folder)
            with self.assertRaisesRegex(DataError, "22050"):
                clips.windows(0)


class Recipe(unittest.TestCase):
    """Random networks stand for the published ones."""

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.data, cls.models = (os.path.join(cls.place.name, name) for name in ("data", "models"))
        os.makedirs(cls.data)
        made_up_ear.clips(cls.data, cls.data, count=CLIPS)
        cls.options = SimpleNamespace(data=cls.data, unlabelled=None, sources=None, seed=1, quick=True)
        with mock.patch.object(origins, "load", made_up_ear.published), contextlib.redirect_stderr(io.StringIO()):
            cls.told = recipe.teach(cls.options, cls.data, recipe.folder_of(cls.data))
        cls.known = recipe.networks_of(cls.data)
        untrained.write(cls.known, cls.models)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def test_both_networks_are_taught_and_kept(self):
        self.assertTrue(recipe.made(self.data))
        self.assertEqual(json.loads(json.dumps(self.told)), recipe.taught(self.data))
        for name, origin in (("sounds", origins.SOUNDS), ("tags", origins.TAGS)):
            told = self.told[name]
            self.assertEqual((1 + distil.QUICK_EPOCHS, CLIPS), (len(told["agreement"]), told["clips"] + told["held"]))
            classes = networks.classifier(name, self.known[name]).state_dict()
            for part, value in networks.classifier(name, made_up_ear.published(origin, None, None)).state_dict().items():
                self.assertTrue(torch.equal(value, classes[part]))

    def test_it_is_done_once(self):
        with mock.patch.object(origins, "load", side_effect=AssertionError("asked again")):
            self.assertEqual(recipe.taught(self.data), recipe.teach(self.options, self.data, recipe.folder_of(self.data)))

    def test_other_clips_are_taught_anew(self):
        options = SimpleNamespace(**{**vars(self.options), "seed": 2})
        with mock.patch.object(origins, "load", side_effect=DataError("asked again")), self.assertRaisesRegex(DataError, "asked again"):
            recipe.teach(options, self.data, recipe.folder_of(self.data))

    def test_what_the_other_network_said_of_the_clips_is_told_with_their_embeddings(self):
        np.save(os.path.join(self.data, "embeddings.npy"), np.arange(2 * CLIPS, dtype=np.float32)[:, None].repeat(networks.WIDTH, 1))
        embeddings, said = recipe.lessons_of(self.data, None)
        with np.load(os.path.join(self.data, recipe.FOLDER, recipe.LESSONS)) as kept:
            chosen = kept["clips"]
        self.assertEqual(sorted(chosen.tolist()), list(range(CLIPS)))
        self.assertEqual((2 * chosen + 0.5).tolist(), embeddings[:, 0].tolist())
        for values in (said["tags"], said["jamendo"]):
            self.assertEqual((CLIPS, 50), values.shape)
            self.assertTrue(((values >= 0) & (values <= 1)).all())

    def test_a_folder_of_models_comes_of_it_whose_files_say_what_the_networks_say(self):
        with open(os.path.join(self.models, "ensemble.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual([("sounds", 384), ("tags", 64)], [(entry["name"], entry["width"]) for entry in manifest["backbones"]])
        rng = np.random.default_rng(1)
        for entry, member in zip(manifest["backbones"], manifest["members"]):
            name = entry["name"]
            self.assertEqual([name], member["input"]["backbones"])
            heard = rng.normal(size=(1, 1, entry["input"]["mel"]["n_mels"], entry["input"]["patch"]["frames"])).astype(np.float32)
            for file, inputs, said in ((entry["file"], heard, self.known[name]),
                                       (member["file"], rng.normal(size=(3, entry["width"])).astype(np.float32), self.reading(name, manifest["genres"]))):
                with torch.no_grad():
                    expected = said(torch.from_numpy(inputs)).numpy()
                found = onnx_runner.logits(onnx_runner.load(os.path.join(self.models, file)), inputs)
                self.assertGreater(np.ptp(expected), 0)
                self.assertLess(np.abs(found - expected).max(), 1e-4, file)

    @staticmethod
    def reading(name, genres):
        return untrained.Reading(name, networks.classifier(name, made_up_ear.published(getattr(origins, name.upper()), None, None)), genres)

    def test_files_are_named_by_hash(self):
        with open(os.path.join(self.models, "ensemble.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["backbones"], backbones.described(self.models))


if __name__ == "__main__":
    unittest.main()
