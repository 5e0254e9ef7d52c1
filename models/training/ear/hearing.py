"""The network that reads off embeddings what else is heard, whether it is music, and where a track lies among others."""
import numpy as np
import torch
from torch import nn

from training.ear import space, vocabulary


class Hearing(nn.Module):
    """Embeddings [N,448] -> logits of sounds [N, 1 + sounds], music first, and the place among others [N,24]."""

    def __init__(self, networks, detector, place):
        super().__init__()
        self.classify, self.tags = networks["sounds"].classifier, networks["tags"].dense
        self.detector = detector
        self.classes = [list(classes) for _, _, classes, _ in vocabulary.sounds()]
        self.moods = [[vocabulary.TAGS.index(tag) for tag in tags] for tags, _ in vocabulary.MOODS.values()]
        self.register_buffer("mean", torch.from_numpy(place[0]))
        self.register_buffer("axes", torch.from_numpy(place[1]))

    def forward(self, embeddings):
        logits, tags = self.classify(embeddings[:, :384]), self.tags(embeddings[:, 384:])
        strongest = [logits[:, classes].amax(1, keepdim=True) for classes in self.classes] \
            + [tags[:, numbers].amax(1, keepdim=True) for numbers in self.moods]
        return torch.cat([self.detector(logits), *strongest], 1), (space.said(logits, tags) - self.mean) @ self.axes


def names():
    """(name, kind) of every sound it tells, in order, after music."""
    return [(name, kind) for name, kind, _, _ in vocabulary.sounds()] + [(name, "mood") for name in vocabulary.MOODS]


@torch.no_grad()
def strengths(hearing, embeddings):
    """[N, 1 + sounds], 0 to 1."""
    return torch.sigmoid(hearing(torch.from_numpy(np.ascontiguousarray(embeddings, np.float32)))[0]).numpy()
