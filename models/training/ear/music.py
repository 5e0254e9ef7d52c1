"""Whether a window is music at all: a logistic regression on what the sounds network says of classes that are music, voices that speak,
and everything else, so that it holds for kinds of sound that nobody showed it."""
import numpy as np
import torch
from torch import nn

from training.data.shares import shares
from training.ear.networks import PLACES

MUSIC, SPEECH = 137, range(0, 7)
INSTRUMENTS, GENRES, TONES, REST = range(138, 216), range(216, 266), (130, 398, 496, *range(501, 506), 516, *range(520, 524)), [*range(7, 27), *range(37, 137), *range(283, 500), *range(506, 520), *range(524, 527)]
STEPS, STEP, DECAY = 300, 0.05, 1e-3
SIDES = {"music": 0.4, "rest": 0.6}       # of the loss: real music is told from the rest with room to spare, and is left some


class MusicDetector(nn.Module):
    """Logits [N,527] of the sounds network -> logit [N,1] that it is music."""

    def __init__(self):
        super().__init__()
        self.weights = nn.Linear(6, 1)

    def forward(self, logits):
        return self.weights(torch.cat([logits[:, MUSIC:MUSIC + 1], *(logits[:, list(part)].amax(1, keepdim=True)
                                                                     for part in (INSTRUMENTS, GENRES, SPEECH, TONES, REST))], 1) / 4)


def fit(music, rest, counts=None):
    """A detector of logits [N,527] of music (each counting `counts` [N]) and [M,527] of what is none."""
    torch.manual_seed(1)
    detector, logits = MusicDetector(), torch.from_numpy(np.concatenate([music, rest]).astype(np.float32))
    truth = torch.cat([torch.ones(len(music)), torch.zeros(len(rest))])
    share = np.ones(len(music)) if counts is None else counts
    weight = torch.from_numpy(np.concatenate([share / share.sum() * SIDES["music"], np.full(len(rest), SIDES["rest"] / max(1, len(rest)))]).astype(np.float32))
    optimiser = torch.optim.Adam(detector.parameters(), STEP)
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = (weight * nn.functional.binary_cross_entropy_with_logits(detector(logits)[:, 0], truth, reduction="none")).sum()
        (loss + DECAY * detector.weights.weight.square().sum()).backward()
        optimiser.step()
    return detector.eval()


@torch.no_grad()
def probability(detector, logits):
    """[N] that it is music."""
    return torch.sigmoid(detector(torch.from_numpy(logits.astype(np.float32))))[:, 0].numpy()


@torch.no_grad()
def logits_of(network, embeddings):
    """Logits [N,527] of the sounds network for rows of embeddings [N,448]."""
    return network.classify(torch.from_numpy(np.ascontiguousarray(embeddings[:, PLACES["sounds"]], np.float32))).numpy()


def of(data, without=()):
    """A detector fitted on all music and on what is none, less the rows `without`."""
    rest = np.setdiff1d(np.arange(len(data.other)), without)
    network = data.networks["sounds"]
    return fit(logits_of(network, data.embeddings), logits_of(network, data.other.embeddings[rest]), shares(data, np.arange(len(data))))


def heard(detector, data, music, rows):
    """[R] that rows of some music are music."""
    return probability(detector, logits_of(data.networks["sounds"], music.embeddings[rows]))
