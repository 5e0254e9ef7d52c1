"""Embeddings of every window of a data folder by our networks: what the C# feature stage computes of the same ONNX files."""
import multiprocessing
import os

import numpy as np
import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

from training.data.files import digest, replacing
from training.ear import mel, networks
from training.ear.clips import Clips

PROCESSES = 2


def fused(module):
    """The same network with each normalisation folded into the convolution before it; it can only be run."""
    before = None
    for name, child in module.named_children():
        if isinstance(child, torch.nn.BatchNorm2d) and isinstance(before, tuple):
            setattr(module, before[0], fuse_conv_bn_eval(before[1], child))
            setattr(module, name, torch.nn.Identity())
        else:
            fused(child)
        before = (name, child) if isinstance(child, torch.nn.Conv2d) else None
    return module


class Embedder:
    """Both networks, for one process."""

    def __init__(self, folder):
        torch.set_num_threads(1)
        self.sounds, self.tags = (fused(networks.load(name, folder)).to(memory_format=torch.channels_last) for name in networks.FORMS)

    @torch.no_grad()
    def of(self, clips, clip):
        """[windows,448] of a clip."""
        windows = clips.windows(clip)
        heard = self.tags(mel.tags_of(clips.whole(clip)[None]))
        return torch.cat([self.sounds(mel.SOUNDS(windows)), heard.expand(len(windows), -1)], 1).numpy()


def begin(ear, folder, corpus):
    """Sets a process of the pool up."""
    begin.embedder, begin.clips = Embedder(ear), Clips(folder, corpus)


def work(clip):
    return clip, begin.embedder.of(begin.clips, clip)


def bring_up_to_date(folder, corpus, ear, tell):
    """Writes embeddings.npy [rows of windows.csv, 448] float16, unless what is there was made of the same clips by the same networks."""
    stamp = "\n".join(digest(path) for path in (os.path.join(folder, "windows.csv"), *(os.path.join(ear, f"{name}.pt") for name in networks.FORMS)))
    path, kept = os.path.join(folder, "embeddings.npy"), os.path.join(folder, "embeddings.txt")
    if os.path.isfile(path) and os.path.isfile(kept) and open(kept, encoding="ascii").read() == stamp:
        return
    clips = Clips(folder, corpus)
    found = np.zeros((len(clips.owner), networks.WIDTH), np.float16)
    with multiprocessing.get_context("spawn").Pool(PROCESSES, begin, (ear, folder, corpus)) as pool:
        for done, (clip, embedding) in enumerate(pool.imap_unordered(work, range(len(clips)), chunksize=8), 1):
            found[clips.rows[clip]] = embedding
            tell(done, len(clips))
    with replacing(path, "wb") as file:
        np.save(file, found)
    with replacing(kept, encoding="ascii") as file:
        file.write(stamp)
