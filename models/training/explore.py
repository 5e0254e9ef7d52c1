"""The exploration report: what the features say of the genres before any model does."""
import os

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

import explore_figures
import splits
from tables import table
from transform import FEATURES, INVARIANT, level_invariant, seen

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MAPPED = 1200       # chunks in the two-dimensional map
CLOSEST = 12        # pairs of genres told
RANKED = 40         # features told


def chunks(data):
    """First row of every chunk, the mean of its windows' features, and the mean of the invariant ones."""
    _, first, inverse, count = np.unique(data.clip, return_index=True, return_inverse=True, return_counts=True)

    def mean(values):
        total = np.zeros((len(first), values.shape[1]))
        np.add.at(total, inverse, values)
        return total / count[:, None]

    return first, mean(data.contexts), mean(seen(data.view, data.contexts))


def measure(data, honest=None):
    """Everything the report tells, as numbers; `honest` adds what the models confuse and lean on."""
    first, features, invariant = chunks(data)
    genre, real = data.genre[first], splits.recorded(data)[first]
    columns, plain = data.view.names(data.contexts.shape[1]), invariant[:, :len(INVARIANT)]
    told = {"chunks": len(first), "recorded": int(real.sum()), "quantiles": QUANTILES,
            "features": {name: {g: np.quantile(features[genre == i, k], QUANTILES).tolist() for i, g in enumerate(data.genres)}
                         for k, name in enumerate(FEATURES)},
            "told_apart": dict(zip(columns, explained(invariant, genre).tolist())),
            "distance": distances(plain, genre, len(data.genres)).tolist(), "map": planar(plain, genre)}
    if real.any():
        shift = (invariant[real].mean(0) - invariant[~real].mean(0)) / np.maximum(invariant[~real].std(0), 1e-9)
        told["recorded_shift"] = dict(zip(columns, shift.tolist()))
    if honest:
        counts = np.array(honest["systems"]["all"]["track"]["confusion"], float)
        told["confused"] = (counts / np.maximum(counts.sum(1, keepdims=True), 1)).tolist()
        told["importances"] = honest["importances"]
    return told


def explained(values, genre):
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
            "principal": np.column_stack([genre[kept], pca.transform(scaled[kept])]).tolist(),
            "neighbours": np.column_stack([genre[kept], flat]).tolist()}


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


def write(data, report, options):
    """OUT/EXPLORE.md and its pictures, in OUT/card."""
    told, genres, place = report["exploration"], report["genres"], os.path.join(options.out, "card")
    real = splits.recorded(data)
    explore_figures.features(told, genres, place)
    explore_figures.spectrograms(data, typical(data, ~real), "rendered" if real.any() else "", place, "spectrograms.png")
    if real.any():
        explore_figures.spectrograms(data, typical(data, real), "recorded", place, "spectrograms-recorded.png")
    explore_figures.plane(told["map"], genres, place)
    explore_figures.distances(told, genres, place)
    with open(os.path.join(options.out, "EXPLORE.md"), "w", encoding="utf-8") as file:
        file.write(text(told, genres))


def text(told, genres):
    """The report in Markdown."""
    count = len(told["told_apart"])
    parts = [f"""# What the data looks like

Generated with the [card](CARD.md); do not edit. Every figure comes from [card/metrics.json](card/metrics.json). \
{told['chunks']} chunks of 30 s, {told['recorded']} of them recorded, the others rendered where any are recorded; \
a chunk's features are the mean of its windows.

## Each feature by genre

Boxes: the middle half, with the median; whiskers: from the 5th to the 95th percentile.

![Features by genre](card/features.png)

## What tells genres apart

Share of each feature's variance that lies between genres (0: says nothing alone; 1: says everything), and what \
XGBoost made of it on the honest split. These are the numbers that the models read, the level removed\
{f'; the first {RANKED} of {count}' if count > RANKED else ''}."""]
    ranked = sorted(told["told_apart"].items(), key=lambda item: -item[1])[:RANKED]
    gains, shift = told.get("importances"), told.get("recorded_shift")
    header = ["feature", "between genres", *["share of gain"] * bool(gains), *["recorded minus rendered, in sd"] * bool(shift)]
    parts.append(table(header, [[name, f"{value:.2f}", *([f"{gains[name]:.3f}"] if gains else []),
                                 *([f"{shift[name]:+.2f}"] if shift else [])] for name, value in ranked]))
    parts.append(f"""## Which genres overlap

Distance between the means of two genres, in standard deviations within a genre (left), and what ensemble `all` \
made of it on the honest split (right).

![Distances and confusions](card/overlap.png)

{pairs(told, genres)}

## A map

Chunks by their spectral features: left the first two principal components ({100 * sum(told['map']['explained']):.0f} % of \
the variance), right t-SNE, where near means alike and far means little.

![Map](card/map.png)

## What the CNN sees

Of each genre the 6 s nearest the genre's mean: 100 steps of time to the right, 100 bands of frequency upwards, \
80 dB from dark to bright.

![Log spectrograms](card/spectrograms.png)""")
    if told["recorded"]:
        parts.append("![Log spectrograms of recordings](card/spectrograms-recorded.png)")
    return "\n\n".join(parts) + "\n"


def pairs(told, genres):
    """The genres whose means lie closest, with how often one is taken for the other."""
    distance, confused = np.array(told["distance"]), told.get("confused")
    ranked = sorted(((distance[i, j], i, j) for i in range(len(genres)) for j in range(i)))[:CLOSEST]
    rows = [[f"{genres[j]}, {genres[i]}", f"{d:.2f}",
             *([f"{confused[j][i]:.2f}", f"{confused[i][j]:.2f}"] if confused else [])] for d, i, j in ranked]
    return table(["closest pairs", "distance", *(["first taken for second", "second taken for first"] if confused else [])], rows)
