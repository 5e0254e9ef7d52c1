"""How much each window counts where a fit heeds recordings."""
import numpy as np

from training.data import splits

RECORDINGS = 0.5      # share of the loss that recordings have, where there is rendered music too
EVENNESS = 1.0        # how far genres are evened out: 0 not at all, 1 all alike


def shares(data, rows):
    """[R], 1 on average: a genre's tracks alike, genres evened out within recordings and within rendered music, recordings RECORDINGS of all."""
    real, share = splits.recorded(data)[rows], np.ones(len(rows))
    _, song, count = np.unique(data.song[rows], return_inverse=True, return_counts=True)
    for side in (real, ~real):
        its = side / count[song]
        total = np.bincount(data.genre[rows], its, minlength=len(data.genres))
        share[side] = (its / np.maximum(total, 1e-9)[data.genre[rows]] ** EVENNESS)[side]
        share[side] /= max(share[side].sum(), 1e-12)
    if real.any() and not real.all():
        share *= np.where(real, RECORDINGS, 1 - RECORDINGS)
    return share * len(rows)
