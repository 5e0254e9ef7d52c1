"""Data with embeddings, by the commands that users run: the card that tells of recordings first, and a library that inherits what hears."""
import json
import os
import re
import tempfile
import unittest

import numpy as np

from training.data.files import digest
from training.models import onnx_runner
from training.tests import made_up, made_up_ear
from training.tests.programs import run

MEMBERS = ("xgb", "nn", "cnn", "sounds", "tags")


class Embedded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.data, cls.other, cls.models, cls.own, cls.library = (os.path.join(cls.place.name, name) for name in ("data", "other", "models", "own", "library"))
        for folder, write in ((cls.data, lambda f: made_up.write(f, songs_each=1, artists=5, embedded=True)), (cls.other, made_up.sounds),
                              (cls.library, lambda f: made_up.library(f, {"Dub": [None] * 4, "Fado": [None] * 4}, embedded=True))):
            os.mkdir(folder)
            write(folder)
        made_up_ear.taught(cls.data)
        cls.trained = cls.run_on("train", "--out", "--parts", "grouped")
        cls.measured = cls.run_on("evaluate", "--models", "--parts", "grouped")
        cls.learned = run("train", "--data", cls.library, "--library", "--backbones", cls.models, "--out", cls.own, "--quick", "--folds", "2")

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @classmethod
    def run_on(cls, program, place, *arguments):
        return run(program, "--data", cls.data, "--other", cls.other, "--corpus", cls.data, place, cls.models, "--quick", "--folds", "2", *arguments)

    def manifest(self, folder):
        with open(os.path.join(folder, "ensemble.json"), encoding="utf-8") as file:
            return json.load(file)

    def metrics(self):
        with open(os.path.join(self.models, "card", "metrics.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_training_and_evaluation_succeed(self):
        for told in (self.trained, self.measured, self.learned):
            self.assertEqual(0, told.returncode, told.stderr)

    def test_the_card_tells_of_recordings_first(self):
        with open(os.path.join(self.models, "CARD.md"), encoding="utf-8") as file:
            card = file.read()
        sections = re.findall("^## (.*)$", card, re.MULTILINE)
        self.assertEqual("Recordings: artist held out", sections[0])
        self.assertIn("The networks that hear", sections)
        for part in ("What each step gives", "What else is told", "sounds-head.onnx", "hearing.onnx", "Too few recordings|of 15 recordings"):
            self.assertRegex(card, part)

    def test_every_recording_was_judged_by_who_never_heard_its_artist(self):
        told = self.metrics()["grouped"]
        judged = told["recordings_as_shipped"]["all"]["track"]
        self.assertEqual(told["recordings"]["size"]["songs"], judged["count"])
        self.assertEqual({*MEMBERS, "nn+xgb", "all"}, set(told["recordings_as_shipped"]))
        self.assertEqual(judged["accuracy"], told["steps"]["all, weighted mean (ships)"]["accuracy"])
        self.assertEqual(11, len(told["steps"]))

    def test_facts_of_every_file_are_told(self):
        files = self.metrics()["files"]
        names = {facts.get("file", f"{name}.onnx") for name, facts in files.items()}
        self.assertEqual({"xgb.onnx", "nn.onnx", "cnn.onnx", "sounds-head.onnx", "tags-head.onnx", "sounds.onnx", "tags.onnx", "hearing.onnx"}, names)

    def test_the_manifest_names_what_hears(self):
        told = self.manifest(self.models)
        self.assertEqual(list(MEMBERS), [member["name"] for member in told["members"]])
        for entry in [*told["backbones"], *told["members"], told["hearing"]]:
            self.assertEqual(entry["sha256"], digest(os.path.join(self.models, entry["file"])))
        joined = told["ensembles"][-1]
        self.assertEqual(("all", "weighted_mean", True), (joined["name"], joined["combine"], joined["default"]))
        self.assertEqual(set(MEMBERS), set(joined["weights"]))
        self.assertNotIn("bias", joined)

    def test_heads_on_disk_say_what_was_trained(self):
        for name in ("sounds", "tags"):
            inputs, expected = (np.load(os.path.join(self.models, "parity", f"{name}.{part}.npy")) for part in ("input", "logits"))
            found = onnx_runner.logits(onnx_runner.load(os.path.join(self.models, f"{name}-head.onnx")), inputs)
            self.assertLess(np.abs(found - expected).max(), 1e-4)

    def test_a_library_takes_over_backbones_and_hearing(self):
        own, theirs = self.manifest(self.own), self.manifest(self.models)
        self.assertEqual((theirs["backbones"], theirs["hearing"]), (own["backbones"], own["hearing"]))
        for entry in [*own["backbones"], own["hearing"]]:
            self.assertEqual(entry["sha256"], digest(os.path.join(self.own, entry["file"])))
        self.assertEqual((list(MEMBERS), ["Dub", "Fado"]), ([member["name"] for member in own["members"]], own["genres"]))
        self.assertEqual({*MEMBERS}, set(own["ensembles"][-1]["weights"]))

    def test_without_what_is_no_music_a_training_is_refused_at_once(self):
        told = run("train", "--data", self.data, "--out", self.models + "2", "--quick")
        self.assertEqual(2, told.returncode, told.stderr)
        self.assertIn("--other", told.stderr)


if __name__ == "__main__":
    unittest.main()
