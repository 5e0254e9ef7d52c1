"""Writes EXPLORE.md and its pictures: what the data looks like."""
import os

import numpy as np

from training.data import splits
from training.reports import exploration_figures
from training.reports.exploration import typical
from training.reports.markdown import number, page, table
from training.scoring import metrics_file

CLOSEST = 12        # pairs of genres told
RANKED = 40         # features told


def write(data, report, folder):
    """OUT/EXPLORE.md and its pictures, in OUT/card."""
    told, genres, place = report["exploration"], report["genres"], metrics_file.folder_of(folder)
    real = splits.recorded(data)
    exploration_figures.features(told, genres, place)
    exploration_figures.spectrograms(data, typical(data, ~real), "rendered" if real.any() else "", place, "spectrograms.png")
    if real.any():
        exploration_figures.spectrograms(data, typical(data, real), "recorded", place, "spectrograms-recorded.png")
    exploration_figures.plane(told["map"], genres, place)
    exploration_figures.distances(told, genres, place)
    with open(os.path.join(folder, "EXPLORE.md"), "w", encoding="utf-8") as file:
        file.write(text(told, genres))


def text(told, genres):
    """The report in Markdown."""
    count = len(told["eta_squared"])
    parts = [f"""# What the data looks like

Generated with the [card](CARD.md); do not edit. Every figure comes from [card/metrics.json](card/metrics.json). \
{told['chunks']} chunks of 30 s, {told['recorded']} of them recorded, the others rendered where any are recorded; \
a chunk's features are the mean of its windows.

## Each feature by genre

Boxes: the middle half, with the median; whiskers: from the 5th to the 95th percentile.

![Features by genre](card/features.png)

## What tells genres apart

Share of each feature's variance that lies between genres (0: says nothing alone; 1: says everything), and what \
XGBoost made of it in grouped cross-validation. These are the numbers that the models read, the level removed\
{f'; the first {RANKED} of {count}' if count > RANKED else ''}."""]
    ranked = sorted(told["eta_squared"].items(), key=lambda item: -item[1])[:RANKED]
    gains, shift = told.get("importances"), told.get("recorded_shift")
    header = ["feature", "between genres", *["share of gain"] * bool(gains), *["recorded minus rendered, in sd"] * bool(shift)]
    parts.append(table(header, [[name, number(value), *([number(gains[name], ".3f")] if gains else []),
                                 *([number(shift[name], "+.2f")] if shift else [])] for name, value in ranked]))
    parts.append(f"""## Which genres overlap

Distance between the means of two genres, in standard deviations within a genre (left), and what ensemble `all` \
made of it in grouped cross-validation (right).

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
    return page(parts)


def pairs(told, genres):
    """The genres whose means lie closest, with how often one is taken for the other."""
    distance, confused = np.array(told["distance"]), told.get("confused")
    ranked = sorted(((distance[i, j], i, j) for i in range(len(genres)) for j in range(i)))[:CLOSEST]
    rows = [[f"{genres[j]}, {genres[i]}", number(d),
             *([number(confused[j][i]), number(confused[i][j])] if confused else [])] for d, i, j in ranked]
    return table(["closest pairs", "distance", *(["first taken for second", "second taken for first"] if confused else [])], rows)
