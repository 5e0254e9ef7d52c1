"""Exploration: what the features say of the genres before any model does, as numbers."""
import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from training.data import splits
from training.data.features import FEATURES, INVARIANT, level_invariant, transformed
from training.scoring import metrics
from training.scoring.ensemble import track_means

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MAPPED = 1200       # chunks in the two-dimensional map


def chunks(data):
    """First row of every chunk, the mean of its windows' features, and the mean of the invariant ones."""
    features, first = track_means(data.contexts, data.clip, np.arange(len(data)))
    return first, features, track_means(transformed(data.view, data.contexts), data.clip)[0]


def measure(data, grouped=None):
    """Everything the report tells; `grouped` adds what the models confuse and lean on."""
    first, features, invariant = chunks(data)
    genre, real = data.genre[first], splits.recorded(data)[first]
    columns, plain = data.view.names, invariant[:, :len(INVARIANT)]
    told = {"chunks": len(first), "recorded": int(real.sum()), "quantiles": QUANTILES,
            "features": {name: {g: np.quantile(features[genre == i, k], QUANTILES).tolist() for i, g in enumerate(data.genres)}
                         for k, name in enumerate(FEATURES)},
            "eta_squared": dict(zip(columns, eta_squared(invariant, genre).tolist())),
            "distance": distances(plain, genre, len(data.genres)).tolist(), "map": planar(plain, genre)}
    if real.any():
        shift = (invariant[real].mean(0) - invariant[~real].mean(0)) / np.maximum(invariant[~real].std(0), 1e-9)
        told["recorded_shift"] = dict(zip(columns, shift.tolist()))
    if grouped:
        told["confused"] = metrics.shares(grouped["systems"]["all"]["track"]["confusion"]).tolist()
        told["importances"] = grouped["importances"]
    return told


def eta_squared(values, genre):
    """Share of each column's variance that lies between genres (eta squared), 0 to 1."""
    total = ((values - values.mean(0)) ** 2).sum(0)
    within = sum(((values[genre == g] - values[genre == g].mean(0)) ** 2).sum(0) for g in np.unique(genre))
    return 1 - within / np.maximum(total, 1e-12)


def distances(values, genre, count):
    """Distance [G,G] between genre means, in standard deviations within a genre, root mean square over columns."""
    means = np.array([values[genre == g].mean(0) for g in range(count)])
    within = np.sqrt(np.mean([values[genre == g].var(0) for g in range(count)], 0))
    scaled = means / np.maximum(within, 1e-9)
    return np.sqrt(((scaled[:, None] - scaled[None]) ** 2).mean(2))


def planar(values, genre):
    """Principal components and t-SNE of chunks, the same number of each genre; rows are [genre, x, y]."""
    rng = np.random.default_rng(0)
    each = max(1, MAPPED // len(np.unique(genre)))
    kept = np.concatenate([rng.permutation(np.flatnonzero(genre == g))[:each] for g in np.unique(genre)])
    scaled = (values - values.mean(0)) / np.maximum(values.std(0), 1e-9)
    pca = PCA(2, random_state=0).fit(scaled)
    flat = TSNE(2, init="pca", learning_rate="auto", perplexity=min(30, (len(kept) - 1) / 3), random_state=0).fit_transform(scaled[kept])
    return {"explained": pca.explained_variance_ratio_.tolist(),
            "pca": np.column_stack([genre[kept], pca.transform(scaled[kept])]).tolist(),
            "tsne": np.column_stack([genre[kept], flat]).tolist()}


def typical(data, among):
    """For each genre the row among `among` (mask) nearest the genre's mean; None where there is none."""
    values = level_invariant(data.contexts[:, :len(FEATURES)])
    spread = np.maximum(values.std(0), 1e-9)
    found = []
    for g in range(len(data.genres)):
        rows = np.flatnonzero(among & (data.genre == g))
        away = ((values[rows] - values[rows].mean(0)) / spread) ** 2 if len(rows) else None
        found.append(int(rows[away.sum(1).argmin()]) if len(rows) else None)
    return found
