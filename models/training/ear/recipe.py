"""From published weights to our networks: fetch, ask, teach. Each step is done once."""
import json
import os
import sys
import time

import numpy as np

from training.data.files import digest, replacing
from training.data.music import read_table
from training.ear import distil, networks, origins
from training.ear.clips import Clips
from training.ear.teachers import Teachers, lessons

FOLDER, TAUGHT, LESSONS = "ear", "taught.json", "lessons.npz"
MOST_CLIPS, LONG_CLIPS = 1600, 600       # windows the network of sounds is taught by; clips of 30 s the network of tags is
QUICK_CLIPS, QUICK_LONG = 24, 12


def folder_of(data):
    """Where our networks are kept beside the data."""
    return os.path.join(data, FOLDER)


def made(data):
    """Whether our networks are there."""
    return bool(data) and os.path.isfile(os.path.join(data, FOLDER, TAUGHT))


def taught(data):
    """What the teaching measured."""
    with open(os.path.join(data, FOLDER, TAUGHT), encoding="utf-8") as file:
        return json.load(file)


def networks_of(data):
    """Our networks by name, as `prepare` left them."""
    return {name: networks.load(name, os.path.join(data, FOLDER)) for name in networks.FORMS}


def teach(options, corpus, ear):
    """Our two networks in `ear`, trained from the published ones, unless they are there."""
    folders = [folder for folder in (options.data, options.unlabelled) if folder]
    known = {"clips": [digest(os.path.join(folder, "clips.csv")) for folder in folders], "seed": options.seed, "quick": options.quick}
    path = os.path.join(ear, TAUGHT)
    if os.path.isfile(path):
        with open(path, encoding="utf-8") as file:
            told = json.load(file)
        if told["known"] == known:
            return told
    cache = os.path.join(corpus, "sources", "backbone")
    teachers = Teachers(options.sources, cache)
    clips = Clips.joined([Clips(folder, corpus) for folder in folders])
    chosen, long = choose(clips, options)
    told = {"known": known, "clips": len(chosen), "long": long}
    os.makedirs(ear, exist_ok=True)
    found = lessons(clips, chosen, long, options.seed, os.path.join(ear, LESSONS), teachers, teller("lessons of the published networks"))
    for name, origin, train in (("sounds", origins.SOUNDS, distil.sounds), ("tags", origins.TAGS, distil.tags)):
        began = time.monotonic()
        network, told[name] = train(origins.load(origin, options.sources, cache), clips, found, options.seed, options.quick, teller(f"teaching {name}"))
        told[name]["minutes"] = (time.monotonic() - began) / 60
        networks.save(name, network, ear)
    with replacing(path, encoding="utf-8") as file:
        json.dump(told, file, indent=1)
    return told


def lessons_of(data, unlabelled):
    """Of the clips that the published networks heard whole: embeddings [N,448] by ours, and what the published
    tag networks gave their tags, by name [N,50]."""
    with np.load(os.path.join(data, FOLDER, LESSONS)) as kept:
        said = {name: kept[name] for name in ("tags", "jamendo")}
        chosen = kept["clips"][:len(said["tags"])]
    folders = [folder for folder in (data, unlabelled) if folder]
    rows = [array for folder in folders for array in clip_means(folder)]
    return np.stack([rows[clip] for clip in chosen]), {name: 1 / (1 + np.exp(-logits)) for name, logits in said.items()}


def clip_means(folder):
    """The mean embedding of every clip of a data folder."""
    owner = read_table(os.path.join(folder, "windows.csv"), ("clip",))["clip"]
    found = np.load(os.path.join(folder, "embeddings.npy"), mmap_mode="r")
    _, first, count = np.unique(owner, return_index=True, return_counts=True)
    return [np.asarray(found[start:start + many]).mean(0) for start, many in sorted(zip(first, count))]


def choose(clips, options):
    """Which clips are taught with, half of them music without a label where there is enough: (numbers, how many of them are heard whole)."""
    rng = np.random.default_rng(options.seed)
    most, long = (QUICK_CLIPS, QUICK_LONG) if options.quick else (MOST_CLIPS, LONG_CLIPS)
    kinds = clips.table["collection"]
    sides = [rng.permutation(np.flatnonzero(mask)) for mask in (np.isin(kinds, ("unlabelled", "recordings")), ~np.isin(kinds, ("unlabelled", "recordings")))]
    real = sides[0][:max(most - len(sides[1]), most * 2 // 3)]
    chosen = np.concatenate([real, sides[1][:most - len(real)]])
    return rng.permutation(chosen), min(long, len(chosen))


def teller(what):
    """A line of progress on standard error every few seconds, with the time left."""
    began, last = time.monotonic(), [time.monotonic()]

    def tell(done, of):
        now = time.monotonic()
        if now - last[0] > 15 or done == of:
            last[0] = now
            print(f"train: {what}: {done}/{of}, {(now - began) / done * (of - done) / 60:.1f} min left", file=sys.stderr, flush=True)
    return tell
