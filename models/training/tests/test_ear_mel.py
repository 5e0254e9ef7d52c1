"""What the backbones are taught with is what they will see: the golden spectrograms that the feature stage is held to."""
import json
import unittest
from pathlib import Path

import numpy as np
import soundfile
import torch

from training.ear import mel

GOLDEN = Path(__file__).resolve().parents[3] / "tests" / "GetYourMusicStyle.Features.Tests" / "golden"
NAMES = ("05_drums_chord", "09_speech", "10_music_parsec47", "11_music30_tumiki")


def samples(name):
    """The first 6 s [1,132300] of a golden file."""
    heard, rate = soundfile.read(GOLDEN / "wav" / f"{name}.wav", dtype="float32")
    assert rate == mel.RATE
    return torch.from_numpy(heard[None, :6 * rate])


class Golden(unittest.TestCase):
    def compared(self, front, kind, every, tolerance):
        for name in NAMES:
            expected = np.load(GOLDEN / "backbones" / f"{kind}-{name}.npy").astype(np.float64)
            found = front(samples(name))[0, 0].numpy().T
            error = np.abs(found[::every] - expected) - tolerance(expected)
            self.assertLessEqual(error.max(), 0, name)

    def test_the_input_of_sounds_is_that_of_its_authors(self):
        """The reference is float16: half a unit of its last digit, and as much as float32 has in a logarithm."""
        self.compared(mel.SOUNDS, "sounds", 5, lambda value: np.abs(value) / 2048 + 1e-4)

    def test_the_input_of_tags_is_that_of_its_authors(self):
        """Below -40 dB, far under the loudest 30, the Fourier transform in float32 has a noise of its own."""
        self.compared(mel.TAGS, "tags", 3, lambda value: np.where(value > -40, 5e-4, 0.02))

    def test_the_bank_of_tags_is_that_stored_with_its_weights(self):
        expected = np.load(GOLDEN / "backbones" / "tags-bank.npy")
        self.assertLess(np.abs(mel.TAGS_ORIGIN.bank().numpy().T[::4] - expected).max(), 2e-5)

    def test_the_manifest_will_say_what_was_computed(self):
        with open(GOLDEN / "backbones" / "parameters.json", encoding="utf-8") as file:
            told = json.load(file)
        for name, front in (("sounds", mel.SOUNDS), ("tags", mel.TAGS)):
            found = front.parameters()
            self.assertAlmostEqual(told[name].pop("gain"), found.pop("gain"), places=6)
            self.assertEqual(told[name], found)


class Frames(unittest.TestCase):
    def test_a_window_of_sounds_and_a_context_of_tags_have_the_frames_of_a_patch(self):
        whole = torch.randn(2, mel.TAGS_WINDOWS * 6 * mel.RATE)
        self.assertEqual((2, 1, 128, mel.SOUNDS_FRAMES), mel.SOUNDS(whole[:, :6 * mel.RATE]).shape)
        self.assertEqual((2, 1, 96, mel.TAGS_FRAMES * mel.TAGS_WINDOWS), mel.tags_of(whole).shape)

    def test_windows_of_a_context_do_not_hear_each_other(self):
        whole = torch.randn(1, mel.TAGS_WINDOWS * 6 * mel.RATE)
        other = whole.clone()
        other[:, 6 * mel.RATE:] = 0
        one, two = (mel.tags_of(each)[..., :mel.TAGS_FRAMES] for each in (whole, other))
        self.assertTrue(torch.equal(one, two))

    def test_the_sound_is_as_loud_in_our_rate_as_at_the_origin(self):
        """A tone through the published front ends at their rates and through ours."""
        def tone(rate):
            return torch.from_numpy(0.3 * np.sin(2 * np.pi * 1000 * np.arange(2 * rate) / rate).astype(np.float32))[None]

        ours, theirs = mel.SOUNDS(tone(mel.RATE)), mel.sounds_of_origin(tone(mel.SOUNDS_ORIGIN_RATE))
        self.assertLess(float((ours.amax(2).median() - theirs.amax(2).median()).abs()), 0.05)
        ours, theirs = mel.TAGS(tone(mel.RATE)), mel.TAGS_ORIGIN(tone(mel.TAGS_ORIGIN_RATE))
        self.assertLess(float((ours.amax(2).median() - theirs.amax(2).median()).abs()), 0.5)


if __name__ == "__main__":
    unittest.main()
