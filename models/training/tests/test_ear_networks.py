"""The networks that heard recordings: where their weights come from, their form, and what is read off them."""
import hashlib
import io
import os
import tempfile
import unittest
import urllib.error
from unittest import mock

import numpy as np
import torch

from training.data.music import DataError
from training.ear import networks, origins, vocabulary
from training.ear.fcn import Fcn
from training.ear.mobilenet import MobileNet
from training.ear.reading import LEAST, Reading, classes_of, narrowed
from training.tests import made_up_ear

CONTENT = b"weights"
ORIGIN = origins.Origin("weights.pt", "https://example.org/weights.pt", "MIT", "made up", hashlib.sha256(CONTENT).hexdigest())


class Origins(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.sources, self.cache = os.path.join(place.name, "sources"), os.path.join(place.name, "cache")
        os.makedirs(os.path.join(self.sources, "backbone"))

    def put(self, content, *place):
        with open(os.path.join(*place), "wb") as file:
            file.write(content)

    def fetched(self, answer):
        return mock.patch.object(origins.urllib.request, "urlopen", **answer)

    def test_they_are_found_in_the_folder_named_or_in_its_backbone(self):
        for place in ((self.sources,), (self.sources, "backbone")):
            path = os.path.join(*place, ORIGIN.file)
            self.put(CONTENT, path)
            with self.fetched({"side_effect": AssertionError("fetched")}):
                self.assertEqual(path, origins.path(ORIGIN, self.sources, self.cache))
            os.remove(path)

    def test_another_file_of_that_name_is_refused(self):
        self.put(b"others", self.sources, ORIGIN.file)
        with self.assertRaisesRegex(DataError, "SHA-256"):
            origins.path(ORIGIN, self.sources, self.cache)

    def test_they_are_fetched_once(self):
        with self.fetched({"return_value": io.BytesIO(CONTENT)}) as asked:
            first, second = (origins.path(ORIGIN, self.sources, self.cache) for _ in range(2))
        self.assertEqual(1, asked.call_count)
        self.assertEqual(first, second)

    def test_what_was_fetched_wrong_is_refused_and_not_kept(self):
        with self.fetched({"return_value": io.BytesIO(b"a page that says no")}), self.assertRaisesRegex(DataError, "SHA-256"):
            origins.path(ORIGIN, None, self.cache)
        with self.fetched({"return_value": io.BytesIO(CONTENT)}):
            self.assertTrue(os.path.isfile(origins.path(ORIGIN, None, self.cache)))

    def test_without_network_it_says_what_to_do(self):
        for fault in (urllib.error.URLError("no route"), TimeoutError("too slow")):
            with self.fetched({"side_effect": fault}), self.assertRaisesRegex(DataError, f"{ORIGIN.file}.*--sources"):
                origins.path(ORIGIN, None, self.cache)

    def test_published_weights_are_put_where_they_belong(self):
        made = made_up_ear.network("tags")
        weights = {**made.state_dict(), "spec.mel_scale.fb": torch.zeros(1)}
        self.put(b"", self.sources, "x")
        torch.save(weights, os.path.join(self.sources, origins.TAGS.file))
        with mock.patch.object(origins, "verified", lambda file, origin: file):
            found = origins.load(origins.TAGS, self.sources, self.cache)
        self.assertFalse(found.training)
        for name, value in made.state_dict().items():
            self.assertTrue(torch.equal(value, found.state_dict()[name]), name)


class Forms(unittest.TestCase):
    def test_they_have_the_size_of_the_published_ones(self):
        for form, size in ((MobileNet, 983_599), (Fcn, 447_732)):
            self.assertEqual(size, sum(parameter.numel() for parameter in form().parameters()))

    def test_parameters_have_the_names_and_shapes_of_the_published_ones(self):
        expected = {MobileNet: {"features.0.0.weight": (8, 1, 3, 3), "features.1.block.0.0.weight": (8, 1, 3, 3),
                                "features.2.block.0.0.weight": (24, 8, 1, 1), "features.4.block.2.conc_se_layers.0.fc1.weight": (8, 32),
                                "features.16.0.weight": (384, 64, 1, 1), "classifier.2.weight": (512, 384), "classifier.5.bias": (527,)},
                    Fcn: {"spec_bn.weight": (1,), "layer1.conv.weight": (64, 1, 3, 3), "layer5.bn.running_var": (64,), "dense.weight": (50, 64)}}
        for form, shapes in expected.items():
            state = form().state_dict()
            self.assertEqual(shapes, {name: tuple(state[name].shape) for name in shapes})

    def test_an_embedding_is_as_wide_whatever_the_length(self):
        for name, bands in (("sounds", 128), ("tags", 96)):
            made = made_up_ear.network(name)
            for frames in (330, 700):
                with torch.no_grad():
                    found = made(torch.randn(2, 1, bands, frames))
                    self.assertEqual((2, networks.WIDTHS[name]), found.shape)
                    self.assertEqual((2, {"sounds": 527, "tags": 50}[name]), made.classify(found).shape)

    def test_the_published_tags_look_at_four_steps_and_ours_at_all(self):
        made, decibels = made_up_ear.network("tags"), torch.randn(1, 1, 96, 2560)
        later = decibels.clone()
        later[..., 2100:] += 20           # well after the fourth step of 320, and after what its last convolution sees
        with torch.no_grad():
            self.assertTrue(torch.equal(made(decibels, 4), made(later, 4)))
            self.assertFalse(torch.equal(made(decibels), made(later)))

    def test_what_is_kept_is_read_again(self):
        with tempfile.TemporaryDirectory() as folder:
            made = made_up_ear.network("sounds")
            networks.save("sounds", made, folder)
            found, heard = networks.load("sounds", folder), torch.randn(1, 1, 128, 100)
            with torch.no_grad():
                self.assertTrue(torch.equal(made(heard), found(heard)))


class Readings(unittest.TestCase):
    def setUp(self):
        self.known = made_up_ear.known()
        self.genres = sorted(classes_of("sounds"))

    def test_every_class_that_is_read_is_one(self):
        for member, most in (("sounds", 527), ("tags", 50)):
            self.assertEqual(self.genres, sorted(classes_of(member)))
            self.assertTrue(all(0 <= number < most for numbers in classes_of(member).values() for number in numbers))
        self.assertTrue(all(0 <= number < 527 for _, _, classes, _ in vocabulary.sounds() for number in classes))
        self.assertEqual(50, len(set(vocabulary.JAMENDO)))
        self.assertTrue(all(set(theirs) <= set(vocabulary.JAMENDO) and set(ours) <= set(vocabulary.TAGS) for ours, theirs in vocabulary.MOODS.values()))

    def test_a_classifier_cut_down_says_the_same_of_what_is_left(self):
        used = {"sounds": [3, 235, 526], "tags": [0, 49, 7]}
        for name, made in self.known.items():
            embedding = torch.randn(5, networks.WIDTHS[name])
            cut = narrowed(networks.classifier(name, made), used[name])
            with torch.no_grad():
                self.assertLess(float((cut(embedding) - made.classify(embedding)[:, used[name]]).abs().max()), 1e-6)
            self.assertFalse([parameter for parameter in cut.parameters() if parameter.requires_grad])

    def test_the_strongest_class_of_a_genre_speaks_for_it(self):
        for name, made in self.known.items():
            embedding = torch.randn(4, networks.WIDTHS[name])
            with torch.no_grad():
                heard = torch.sigmoid(made.classify(embedding)).numpy()
                found = Reading(name, networks.classifier(name, made), self.genres)(embedding).numpy()
            for place, genre in enumerate(self.genres):
                classes = list(classes_of(name)[genre])
                strongest = heard[:, classes].max(1) if classes else np.zeros(4)
                share = 0.5 if genre == "Jazz Piano" else 1.0
                self.assertLess(np.abs(found[:, place] - np.log(share * strongest + LEAST)).max(), 1e-5, genre)

    def test_a_loud_class_names_its_genre(self):
        made = self.known["sounds"]
        with torch.no_grad():
            made.classifier[5].bias[vocabulary.SOUNDS_OF_GENRES["Swing"][0]] += 30
            found = Reading("sounds", made.classifier, self.genres)(torch.zeros(1, 384))
        self.assertEqual("Swing", self.genres[int(found.argmax())])


if __name__ == "__main__":
    unittest.main()
