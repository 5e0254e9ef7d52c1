"""Where a track lies among others: its embedding, brought down to a few numbers in which what sounds alike is near."""
import numpy as np

SIZE = 24
SHRINK = 0.1        # of the spread within recordings of one artist or song, towards the same for all directions


def fit(embeddings, song):
    """(mean [448], axes [448,24]): principal axes of tracks, numbers of each backbone on one scale, such that two random tracks
    are 1 apart in squared distance on average and the mean of all is 0."""
    names, inverse = np.unique(song, return_inverse=True)
    total = np.zeros((len(names), embeddings.shape[1]))
    np.add.at(total, inverse, embeddings)
    tracks = total / np.bincount(inverse)[:, None]
    mean, spread = tracks.mean(0), np.maximum(tracks.std(0), 1e-6)
    scaled = (tracks - mean) / spread
    values, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    order = np.argsort(-values)[:SIZE]
    axes = vectors[:, order] * values[order] ** (WHITEN / -2) / spread[:, None]
    placed = (tracks - mean) @ axes
    return mean.astype(np.float32), (axes / np.sqrt(2 * np.square(placed).sum(1).mean())).astype(np.float32)


WHITEN = 0.5        # 0: principal components as they are; 1: all of them alike
