"""The pictures of the model card, drawn from the figures of metrics.json alone."""
import io
import os

import numpy as np
from matplotlib import pyplot
from PIL import Image

from training.reports.vocabulary import SYSTEMS
from training.scoring import metrics

pyplot.switch_backend("Agg")      # no display is needed
INK, SOFT = "#1f4e79", "#c55a11"
MOST = 30      # features in the picture of importances


def save(figure, folder, name, colours=64):
    """Writes a PNG with a palette, which stays small."""
    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=100, bbox_inches="tight", format="png")
    pyplot.close(figure)
    Image.open(drawn).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(os.path.join(folder, name), optimize=True)


def heat_map(axes, matrix, rows, columns, colours, write, size, **limits):
    """A matrix with a number in each cell; `write(value)` gives its text and whether it stands on a dark ground."""
    axes.imshow(matrix, cmap=colours, **limits)
    for (i, j), value in np.ndenumerate(matrix):
        text, dark = write(value)
        if text:
            axes.text(j, i, text, ha="center", va="center", fontsize=size, color="white" if dark else "black")
    axes.set_xticks(range(len(columns)), columns, rotation=50, ha="right")
    axes.set_yticks(range(len(rows)), rows)


def confusion(score, genres, title, folder, name):
    """Share of each true genre's tracks by verdict."""
    size = 2.3 + 0.43 * len(genres)
    figure, axes = pyplot.subplots(figsize=(size, size - 1))
    heat_map(axes, metrics.shares(score["confusion"]), [f"{g} ({sum(counts)})" for g, counts in zip(genres, score["confusion"])], genres,
             "Blues", lambda share: (f"{100 * share:.0f}" if share >= 0.005 else "", share > 0.55), 8, vmin=0, vmax=1)
    axes.set_xlabel("verdict")
    axes.set_ylabel("true genre (tracks)")
    axes.set_title(f"{title}: percent of a genre's tracks", fontsize=10)
    save(figure, folder, name)


def learning(report, folder):
    """Loss and accuracy by epoch or round, one line a fold."""
    figure, grid = pyplot.subplots(2, len(report["curves"]), figsize=(4 * len(report["curves"]), 6.5), sharex="col")
    for column, (name, curves) in enumerate(report["curves"].items()):
        for row, figure_of in enumerate(("loss", "accuracy")):
            axes = grid[row, column]
            for i, curve in enumerate(curves):
                for part, colour in (("train", INK), ("validation", SOFT)):
                    axes.plot([p["epoch"] for p in curve], [p[f"{part}_{figure_of}"] for p in curve],
                              color=colour, linewidth=1.2, alpha=0.8, label=part if i == 0 else None)
            for kept in report["lengths"][name]:
                axes.axvline(kept, color="grey", linewidth=0.6, linestyle=":")
            axes.grid(alpha=0.3)
            axes.set_ylabel(figure_of)
        grid[0, column].set_title(SYSTEMS[name].short)
        grid[1, column].set_xlabel("round" if name == "xgb" else "epoch")
    grid[0, 0].legend()
    figure.suptitle("Learning curves of the grouped folds (dotted: the length kept)")
    figure.tight_layout()
    save(figure, folder, "learning.png")


def importances(report, folder):
    """Share of XGBoost's total gain by feature, mean of the grouped folds; the largest ones."""
    ranked = sorted(report["importances"].items(), key=lambda item: item[1])[-MOST:]
    figure, axes = pyplot.subplots(figsize=(7.5, 6.5))
    axes.barh([k.replace("_", " ") for k, _ in ranked], [100 * v for _, v in ranked], color=INK)
    axes.set_xlabel("percent of total gain")
    axes.set_title("XGBoost: what each feature brought (grouped folds)")
    axes.grid(axis="x", alpha=0.3)
    save(figure, folder, "importances.png")


def reliability(tracks, folder, name="reliability.png"):
    """Confidence against how often verdicts of that confidence were right; `tracks`: ensemble -> track figures."""
    figure, grid = pyplot.subplots(1, len(tracks), figsize=(5 * len(tracks), 4.8), squeeze=False)
    for axes, (system, track) in zip(grid[0], tracks.items()):
        bins = [b for b in track["reliability"] if b["count"]]
        axes.plot([0, 1], [0, 1], color="grey", linestyle="--", linewidth=1)
        axes.plot([b["confidence"] for b in bins], [b["accuracy"] for b in bins], color=INK, linewidth=1)
        axes.scatter([b["confidence"] for b in bins], [b["accuracy"] for b in bins],
                     s=[12 + 400 * b["count"] / track["count"] for b in bins], color=SOFT, zorder=3)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share right",
                 title=f"{system}: calibration error {track['ece']:.3f}")
        axes.grid(alpha=0.3)
    figure.suptitle("Reliability of verdicts on tracks held out (area: number of tracks)")
    figure.tight_layout()
    save(figure, folder, name)
