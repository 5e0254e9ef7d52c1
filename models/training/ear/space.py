"""Where a track lies among others: what both networks say of music's classes and tags, brought down to a few numbers in which what
sounds alike is near. Principal axes, chosen over those of the embeddings themselves by the neighbours of recordings."""
import numpy as np
import torch

from training.ear.music import MUSIC
from training.ear.networks import PLACES

SIZE = 24
WHITEN = 0.5                        # 0: principal components as they are; 1: all of them alike
CLASSES = slice(MUSIC, 283)         # of AudioSet: music, instruments, genres, moods


def said(logits, tags):
    """[N, classes and tags] of both networks' logits."""
    return torch.cat([logits[:, CLASSES], tags], 1)


@torch.no_grad()
def of(networks, embeddings):
    """The same of rows of embeddings [N,448]."""
    both = torch.from_numpy(np.ascontiguousarray(embeddings, np.float32))
    return said(networks["sounds"].classify(both[:, PLACES["sounds"]]), networks["tags"].classify(both[:, PLACES["tags"]])).numpy()


def fit(values, song):
    """(mean, axes [.,24]) of values [N,.]: all on one scale, such that two random tracks are 1 apart in squared distance on average and
    the mean of all is 0."""
    names, inverse = np.unique(song, return_inverse=True)
    total = np.zeros((len(names), values.shape[1]))
    np.add.at(total, inverse, values)
    tracks = total / np.bincount(inverse)[:, None]
    mean, spread = tracks.mean(0), np.maximum(tracks.std(0), 1e-6)
    scaled = (tracks - mean) / spread
    strength, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    order = np.argsort(-strength)[:SIZE]
    axes = vectors[:, order] * strength[order] ** (-WHITEN / 2) / spread[:, None]
    placed = (tracks - mean) @ axes
    return mean.astype(np.float32), (axes / np.sqrt(2 * np.square(placed).sum(1).mean())).astype(np.float32)
