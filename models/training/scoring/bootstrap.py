"""Intervals: whole groups are drawn again with replacement, all draws at once as one matrix product."""
import numpy as np

BINS = 15
RESAMPLES = 1000
SPAN = [2.5, 97.5]     # percentiles: a 95 % interval


def draws(count, seed=0, resamples=RESAMPLES):
    """How often each of `count` groups is drawn in each resample [resamples, count]."""
    drawn = np.random.default_rng(seed).integers(0, count, (resamples, count)) + count * np.arange(resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=resamples * count).reshape(resamples, count).astype(np.float32)


def sums(inverse, count, *columns):
    """Sum of each column [N] within each group [count, columns]."""
    return np.stack([np.bincount(inverse, column, minlength=count) for column in columns], 1)


def table(inverse, count, place, width, values):
    """Sum of `values` by group and place (genre, bin) [count, width]."""
    return np.bincount(inverse * width + place, values, minlength=count * width).reshape(count, width)


def intervals(probabilities, labels, group, seed=0):
    """95 % intervals [low, high] of accuracy, top-3, macro recall and calibration error (the last leans
    upwards: drawing again adds noise of its own)."""
    names, inverse = np.unique(group, return_inverse=True)
    weight, count, genres = draws(len(names), seed), len(names), probabilities.shape[1]
    right = probabilities.argmax(1) == labels
    top3 = (np.argsort(-probabilities, axis=1)[:, :3] == labels[:, None]).any(1)
    sure = probabilities.max(1)
    size, hits, near = (weight @ sums(inverse, count, np.ones(len(labels)), right, top3)).T

    present = weight @ table(inverse, count, labels, genres, None)
    found = weight @ table(inverse, count, labels, genres, right)
    recall = np.nanmean(np.divide(found, present, out=np.full_like(found, np.nan), where=present > 0), axis=1)

    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    gap = np.abs(weight @ (table(inverse, count, place, BINS, sure) - table(inverse, count, place, BINS, right))).sum(1) / size
    return {"accuracy": span(hits / size), "top3": span(near / size), "macro_recall": span(recall), "ece": span(gap)}


def interval(right, group, seed=0):
    """95 % interval [low, high] of the share of `right` [N]."""
    return difference(right, np.zeros(len(right)), group, seed)


def difference(one, other, group, seed=0):
    """95 % interval of the mean of `one - other` [N], paired."""
    names, inverse = np.unique(group, return_inverse=True)
    total, size = (draws(len(names), seed) @ sums(inverse, len(names), one.astype(float) - other, np.ones(len(one)))).T
    return span(total / size)


def span(values):
    return [float(v) for v in np.percentile(values, SPAN)]
