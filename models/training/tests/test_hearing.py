"""What else is heard: whether it is music at all, sounds whose names are mostly right, and where tracks lie."""
import dataclasses
import os
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch

from training.data import music as data_music
from training.ear import hearing, music, networks, recipe, space, vocabulary
from training.models import onnx_runner
from training.shipping import hearing as shipping
from training.tests import made_up, made_up_ear

PIANO, HARPSICHORD, SPEECH = 153, 160, 0


def logits(rng, rows, classes):
    """[rows,527]: noise, some classes loud."""
    found = rng.normal(-4, 1, (rows, 527))
    found[:, list(classes)] += 8
    return found


class Music(unittest.TestCase):
    def setUp(self):
        self.rng = np.random.default_rng(1)
        self.music = logits(self.rng, 200, (music.MUSIC, 140, 220))
        self.rest = np.concatenate([logits(self.rng, 100, music.SPEECH), logits(self.rng, 100, (300, 400))])

    def test_music_is_told_from_the_rest_and_from_kinds_never_met(self):
        detector = music.fit(self.music, self.rest)
        self.assertGreater(music.probability(detector, self.music).min(), 0.8)
        self.assertLess(music.probability(detector, self.rest).max(), 0.2)
        self.assertLess(music.probability(detector, logits(self.rng, 50, (111, 289))).max(), 0.5)
        self.assertGreater(music.probability(detector, logits(self.rng, 50, (music.MUSIC, 200, 235))).min(), 0.5)

    def test_every_class_is_in_one_part(self):
        parts = [number for part in ((music.MUSIC,), music.INSTRUMENTS, music.GENRES, music.SPEECH, music.REST) for number in part]
        self.assertEqual(len(parts), len(set(parts)))
        self.assertFalse(set(music.INSTRUMENTS) & set(music.TONES) | set(music.GENRES) & set(music.TONES) | set(music.SPEECH) & set(music.TONES))
        self.assertTrue(all(0 <= number < 527 for number in parts))

    def test_what_is_held_out_is_not_learned_from(self):
        data = told(self.rng)
        kinds = np.arange(len(data.other)) < 5
        data.other.embeddings[kinds, PIANO] = 9            # what is none looks like music
        short = dataclasses.replace(data, other=rows_of(data.other, np.flatnonzero(~kinds)))
        without, alone, every = music.of(data, np.flatnonzero(kinds)), music.of(short), music.of(data)
        self.assertTrue(torch.equal(without.weights.weight, alone.weights.weight))
        self.assertFalse(torch.equal(without.weights.weight, every.weights.weight))


def reader():
    """Both backbones, the classifier of the first such that class n is number n of an embedding, eight times."""
    known = made_up_ear.known()
    known["sounds"].classifier = torch.nn.Linear(384, 527)
    with torch.no_grad():
        known["sounds"].classifier.weight.copy_(8 * torch.eye(527, 384))
        known["sounds"].classifier.bias.zero_()
    return known


def music_of(embeddings, group, song):
    """Windows with these embeddings."""
    rows = len(embeddings)
    return data_music.Music(np.zeros((rows, 161), np.float32), np.zeros((rows, 1, 1)), song, song, group, np.full(rows, "made"), np.full(rows, "made"),
                            embeddings=embeddings.astype(np.float32))


def rows_of(found, rows):
    return music_of(found.embeddings[rows], found.group[rows], found.song[rows])


def told(rng, songs=60):
    """Songs of two windows: the first 16 have a piano and a harpsichord that both sound; and people that speak."""
    song = np.repeat([f"s{i:02}" for i in range(songs)], 2)
    embeddings = rng.normal(-0.8, 0.05, (2 * songs, 448))
    embeddings[:32, [PIANO, HARPSICHORD]] += 1.6
    embeddings[:, music.MUSIC] += 1.6
    people = rng.normal(-0.8, 0.05, (40, 448))
    people[:20, SPEECH] += 1.6
    found = music_of(embeddings, song, song)
    other = music_of(people, np.repeat(["speech:a", "noise:hum"], 20), np.repeat([f"o{i:02}" for i in range(20)], 2))
    columns = [getattr(found, name) for name in ("contexts", "spectrograms", *data_music.MADE_OF)]
    return data_music.Data(*columns, ["a"], np.zeros(2 * songs, int), "", other=other, networks=reader(), embeddings=found.embeddings)


class Sounds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        rng = np.random.default_rng(1)
        cls.data = data = told(rng)
        os.makedirs(recipe.folder_of(cls.place.name))
        with open(os.path.join(cls.place.name, "instruments.csv"), "w", encoding="utf-8") as file:
            file.write("song,sound,share\n")
            for number in range(60):          # pianos play where they are heard; harpsichords anywhere; all songs have drums
                file.write(f"s{number:02},drums,0.9\n")
                file.write(f"s{number:02},0,0.5\n" if number < 16 else "")
                file.write(f"s{number:02},6,0.5\n" if number % 3 == 0 else "")
        made_up.table(cls.place.name, "windows.csv", "row clip index start_s end_s silent", [(i, i // 2, i % 2, 0, 6, 0) for i in range(120)])
        np.save(os.path.join(cls.place.name, "embeddings.npy"), data.embeddings)
        said = {name: rng.normal(-3, 0.1, (60, 50)).astype(np.float32) for name in ("tags", "jamendo")}
        said["jamendo"][:15, vocabulary.JAMENDO.index("piano")] += 6
        np.savez(os.path.join(recipe.folder_of(cls.place.name), recipe.LESSONS), clips=np.arange(60), **said)
        cls.options = SimpleNamespace(data=cls.place.name, unlabelled=None, corpus=cls.place.name, out=cls.place.name)
        cls.entry, cls.judged = shipping.build(data, cls.options)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def test_what_is_told_is_mostly_right_and_enough_were_told(self):
        for name, found in self.judged.items():
            self.assertGreaterEqual(found["precision"], shipping.WANTED, name)
            self.assertGreaterEqual(found["told"], shipping.FEWEST, name)

    def test_a_sound_that_is_right_is_told_and_one_that_is_wrong_is_not(self):
        self.assertIn("piano", self.judged)
        self.assertNotIn("harpsichord", self.judged)

    def test_of_two_judges_the_stricter_counts(self):
        thresholds = {"notes": 0.2, "network": 0.6}

        def judge(strength, truth, by):
            return {"threshold": thresholds.get(by, 0.9), "precision": 1.0, "told": 20, "recall": 1.0, "by": by}

        fitted = hearing.Hearing(self.data.networks, music.MusicDetector(), (np.zeros(196, np.float32), np.zeros((196, 24), np.float32)))
        for by in thresholds:
            thresholds[by] += 0.5
            with mock.patch.object(shipping, "judge", judge):
                found = shipping.thresholds(fitted, self.data, self.options)
            self.assertEqual((by, max(thresholds.values())), (found["piano"]["by"], found["piano"]["threshold"]))
            thresholds[by] -= 0.5

    def test_people_who_speak_are_speech(self):
        self.assertEqual("speakers", self.judged["speech"]["by"])

    def test_what_nobody_can_judge_is_hidden(self):
        sounds = {sound["name"]: sound for sound in self.entry["sounds"]}
        self.assertEqual(["music", *(name for name, _ in hearing.names())], [sound["name"] for sound in self.entry["sounds"]])
        for name, sound in sounds.items():
            self.assertEqual(name not in self.judged, sound["kind"] == "hidden", name)
            self.assertEqual(name in self.judged, "precision" in sound, name)
        self.assertEqual("hidden", sounds["sitar"]["kind"])
        self.assertEqual(1, sounds["sitar"]["threshold"])

    def test_the_file_says_what_was_fitted(self):
        model = onnx_runner.load(os.path.join(self.place.name, self.entry["file"]))
        self.assertEqual(["sounds", "embedding"], [output.name for output in model.graph.output])
        found = onnx_runner.outputs(model, self.data.embeddings)
        self.assertEqual((120, len(self.entry["sounds"])), found["sounds"].shape)
        self.assertEqual((120, self.entry["embedding_width"]), found["embedding"].shape)
        strong = 1 / (1 + np.exp(-found["sounds"].astype(float)))
        piano = [sound["name"] for sound in self.entry["sounds"]].index("piano")
        self.assertGreater(strong[:32, piano].min(), self.judged["piano"]["threshold"])
        self.assertLess(strong[32:, piano].max(), self.judged["piano"]["threshold"])
        self.assertGreater(strong[:, 0].min(), 0.5)                 # all of it is music

    def test_the_file_is_what_the_network_says(self):
        fitted = hearing.Hearing(made_up_ear.known(), music.MusicDetector(), space.fit(space.of(self.data.networks, self.data.embeddings), self.data.song)).eval()
        path = os.path.join(self.place.name, "another.onnx")
        shipping.save(fitted, path)
        found = onnx_runner.outputs(onnx_runner.load(path), self.data.embeddings)
        with torch.no_grad():
            for name, expected in zip(("sounds", "embedding"), fitted(torch.from_numpy(self.data.embeddings))):
                self.assertLess(np.abs(found[name] - expected.numpy()).max(), 1e-4)


class Thresholds(unittest.TestCase):
    def test_the_lowest_from_which_on_it_is_right_often_enough(self):
        strength = np.linspace(0, 1, 201) + 0.0013
        truth = ((strength > 0.502) | (np.arange(201) % 10 == 0)).astype(float)
        found = shipping.judge(strength, truth, "notes")
        self.assertGreaterEqual(truth[strength >= found["threshold"]].mean(), shipping.WANTED)
        self.assertLess(truth[strength >= found["threshold"] - 0.02].mean(), shipping.WANTED)
        self.assertEqual(found["told"], int((strength >= found["threshold"]).sum()))
        self.assertAlmostEqual(found["precision"], truth[strength >= found["threshold"]].mean(), places=3)

    def test_none_where_it_is_wrong_too_often_or_told_of_too_few(self):
        rng = np.random.default_rng(1)
        self.assertIsNone(shipping.judge(rng.random(500), (rng.random(500) < 0.3).astype(float), "notes"))
        self.assertIsNone(shipping.judge(np.full(shipping.FEWEST - 1, 0.9), np.ones(shipping.FEWEST - 1), "notes"))

    def test_what_nobody_knows_does_not_count(self):
        strength, truth = np.full(40, 0.9), np.array([1.0, np.nan] * 20)
        self.assertEqual((20, 1.0), tuple(shipping.judge(strength, truth, "notes")[key] for key in ("told", "precision")))

    def test_a_song_has_what_plays_long_enough_and_nobody_knows_what_layers_play(self):
        for shares, made, expected in (({"0": 0.5}, range(0, 4), 1), ({"0": 0.05}, range(0, 4), np.nan), ({"40": 0.5}, range(0, 4), 0),
                                       ({"40": 0.5, "layers": 1.0}, range(0, 4), np.nan), ({"drums": 1.0}, "drums", 1), (None, "drums", np.nan)):
            np.testing.assert_equal(shipping.has(shares, made), expected)


class Space(unittest.TestCase):
    def test_random_tracks_are_one_apart_and_the_mean_of_all_is_the_origin(self):
        rng = np.random.default_rng(1)
        values, song = rng.normal(3, 1, (400, 40)) @ np.diag(np.linspace(0.1, 5, 40)), np.arange(400) // 2
        mean, axes = space.fit(values, song)
        self.assertEqual((40, space.SIZE), axes.shape)
        tracks = ((values - mean) @ axes).reshape(200, 2, -1).mean(1)
        self.assertLess(np.abs(tracks.mean(0)).max(), 1e-4)
        apart = np.square(tracks[:, None] - tracks[None]).sum(2)
        self.assertAlmostEqual(1, apart.mean(), places=2)

    def test_it_lies_on_what_both_networks_say(self):
        known, embeddings = made_up_ear.known(), np.random.default_rng(1).normal(size=(3, networks.WIDTH))
        self.assertEqual((3, 283 - music.MUSIC + 50), space.of(known, embeddings).shape)


if __name__ == "__main__":
    unittest.main()
