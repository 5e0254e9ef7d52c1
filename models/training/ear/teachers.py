"""What the published networks say of every clip, at their own rates: what our networks are taught by. Kept on disk."""
import hashlib
import json
import os

import numpy as np
import torch
from scipy.signal import resample_poly

from training.data.files import replacing
from training.ear import mel, origins
from training.ear.mel import RATE, SOUNDS_ORIGIN_RATE, TAGS_ORIGIN_RATE

TAGS_SECONDS, TAGS_STEPS = 29, 4        # what the published tag networks listen to


def resampled(samples, rate):
    """[N, samples] at another rate."""
    common = np.gcd(RATE, rate)
    return torch.from_numpy(resample_poly(samples.numpy(), rate // common, RATE // common, axis=-1).astype(np.float32))


class Teachers:
    """The three published networks."""

    def __init__(self, sources, cache):
        self.sounds, self.tags, self.jamendo = (origins.load(origin, sources, cache).to(memory_format=torch.channels_last) for origin in origins.ALL)

    @torch.no_grad()
    def of_window(self, samples):
        """The sounds network's embedding [384] of a window [132300]."""
        return self.sounds(mel.sounds_of_origin(resampled(samples[None], SOUNDS_ORIGIN_RATE)))[0]

    @torch.no_grad()
    def of_clip(self, samples):
        """Logits [50] of both tag networks for 30 s [661500]."""
        decibels = mel.TAGS_ORIGIN(resampled(samples[None], TAGS_ORIGIN_RATE)[:, :TAGS_SECONDS * TAGS_ORIGIN_RATE])
        return tuple(network.classify(network(decibels, TAGS_STEPS))[0] for network in (self.tags, self.jamendo))


def lessons(clips, chosen, long, seed, path, teachers, tell):
    """What the teachers say of the `chosen` clips: `window`, a random one of each, and its `embedding` [N,384]; and, of the first
    `long` of them, `tags` and `jamendo` [long,50]. Kept in the file `path`; `tell` is told (done, of)."""
    known = hashlib.sha256(json.dumps([clips.table["path"][chosen].tolist(), long, seed]).encode()).hexdigest()
    if os.path.isfile(path):
        with np.load(path) as kept:
            if str(kept["known"]) == known:
                return {name: kept[name] for name in kept.files}
    rng = np.random.default_rng(seed)
    found = {"known": known, "clips": np.asarray(chosen), "window": np.zeros(len(chosen), int), "embedding": np.zeros((len(chosen), 384), np.float32),
             "tags": np.zeros((long, 50), np.float32), "jamendo": np.zeros((long, 50), np.float32)}
    for i, clip in enumerate(chosen):
        windows = clips.windows(clip)
        found["window"][i] = rng.integers(len(windows))
        found["embedding"][i] = teachers.of_window(windows[found["window"][i]])
        if i < long:
            found["tags"][i], found["jamendo"][i] = teachers.of_clip(clips.whole(clip))
        tell(i + 1, len(chosen))
    with replacing(path, "wb") as file:
        np.savez(file, **found)
    return found
