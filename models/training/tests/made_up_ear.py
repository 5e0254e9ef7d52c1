"""Networks with random weights, and tiny clips as audio, in place of the published ones and of the corpus."""
import json
import os

import numpy as np
import soundfile
import torch

from training.ear import networks, origins, recipe
from training.ear.mel import RATE
from training.tests import made_up

SHAPES = {"sounds": (4, 1, 128, 160), "tags": (4, 1, 96, 330)}


def network(name, seed=1):
    """A network of the right shape whose normalisations fit its random weights, so that what it says depends on what it hears."""
    torch.manual_seed(seed)
    made = networks.FORMS[name]().train()
    for layer in made.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.momentum = None
    with torch.no_grad():
        made(torch.randn(SHAPES[name]))
    return made.eval()


def known(seed=1):
    """Both backbones by name."""
    return {name: network(name, seed) for name in networks.FORMS}


def published(origin, sources, cache):
    """Stands for `origins.load`."""
    return network("sounds" if origin is origins.SOUNDS else "tags", 1 + origins.ALL.index(origin))


def clips(folder, corpus, count=9, seconds=8):
    """A data folder of `count` clips of so many seconds, each a group of its own, and their audio; half are recordings."""
    rng, told, windows = np.random.default_rng(3), [], []
    for clip in range(count):
        time = np.arange(seconds * RATE) / RATE
        tone = np.sin(2 * np.pi * 110 * 1.3 ** clip * time) * (1 + np.sin(2 * np.pi * (1 + clip) * time))
        soundfile.write(os.path.join(corpus, f"{clip}.flac"), 0.2 * tone + 0.02 * rng.normal(size=len(time)), RATE)
        told.append((clip, f"{clip}.flac", "", f"song {clip}", f"group {clip}", "", "recordings" if clip % 2 else "made-up", 1))
        windows += [(len(windows) + i, clip, i, start, min(start + 6, seconds), 0) for i, start in enumerate(range(0, seconds - 1, 6))]
    made_up.table(folder, "clips.csv", "clip path genre song group family collection seed", told)
    made_up.table(folder, "windows.csv", "row clip index start_s end_s silent", windows)
    return folder


def taught(data, asked=6):
    """Writes into a data folder with embeddings what a teaching leaves there: both networks, their figures, what was asked of the others."""
    place = recipe.folder_of(data)
    os.makedirs(place)
    for name, made in known().items():
        networks.save(name, made, place)
    with open(os.path.join(place, recipe.TAUGHT), "w", encoding="utf-8") as file:
        json.dump({name: {"clips": asked, "held": 1, "agreement": [0.5, 0.6], "minutes": 0.1} for name in networks.FORMS}, file)
    said = np.random.default_rng(1).normal(size=(2, asked, 50)).astype(np.float32)
    np.savez(os.path.join(place, recipe.LESSONS), clips=np.arange(asked), tags=said[0], jamendo=said[1])
