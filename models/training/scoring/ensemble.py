"""Ensembles: a temperature a member, a weighted mean, and calibration of whole tracks."""
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

ENSEMBLES = {"nn+xgb": ("nn", "xgb"), "all": ("nn", "xgb", "cnn")}
STEP = 0.1                # of the weight grid
TEMPERATURES = (0.2, 10.0)
DOUBTFUL = 0.5            # verdicts below the threshold were right no more than this much as often as all
BOUNDS = (0.1, 0.5)       # of the threshold


def softmax(logits):
    z = np.exp(logits - logits.max(1, keepdims=True, initial=-np.inf))
    return z / z.sum(1, keepdims=True)


def log_loss(probabilities, labels):
    """Mean negative log likelihood."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean())


def temperature(logits, labels):
    """The number the logits are divided by so that their softmax has the least log loss."""
    found = minimize_scalar(lambda t: log_loss(softmax(logits / np.exp(t)), labels),
                            bounds=np.log(TEMPERATURES), method="bounded")
    return round(float(np.exp(found.x)), 4)


def track_means(values, clip, *columns):
    """Mean values [T,G] of each clip's windows, and each column's value for the clip."""
    names, first, inverse = np.unique(clip, return_index=True, return_inverse=True)
    total = np.zeros((len(names), values.shape[1]))
    np.add.at(total, inverse, values)
    return (total / np.bincount(inverse)[:, None], *(column[first] for column in columns))


def grid(count):
    """All weight vectors of that length in steps of STEP that add up to 1, none zero."""
    ticks = round(1 / STEP)
    if count == 1:
        return [(1.0,)]
    shape = np.indices((ticks,) * (count - 1)).reshape(count - 1, -1).T
    return [tuple(np.round(np.append(row, ticks - row.sum()) * STEP, 3)) for row in shape
            if (row > 0).all() and row.sum() < ticks]


@dataclass
class FittedEnsemble:
    """Constants of one ensemble (a single member is one too)."""
    weights: dict
    temperatures: dict
    calibration: float = 1.0
    threshold: float = 0.0

    def windows(self, logits):
        """Window probabilities [N,G] of a dict of member logits."""
        return sum(w * softmax(logits[m] / self.temperatures[m]) for m, w in self.weights.items())

    def confidence(self, track):
        """Calibrated probabilities [T,G] of track means; the largest is the verdict's confidence."""
        return softmax(np.log(np.maximum(track, 1e-12)) / self.calibration)


def fit(members, logits, labels, clip, temperatures):
    """Fits weights on the log loss of tracks, then the calibration temperature and the threshold."""
    best = None
    for weights in grid(len(members)):
        candidate = FittedEnsemble(dict(zip(members, map(float, weights))), {m: temperatures[m] for m in members})
        track, truth = track_means(candidate.windows(logits), clip, labels)
        loss = log_loss(track, truth)
        if best is None or loss < best[0]:
            best = loss, candidate, track, truth
    _, fitted, track, truth = best
    fitted.calibration = temperature(np.log(np.maximum(track, 1e-12)), truth)
    sure = fitted.confidence(track)
    fitted.threshold = threshold(sure.max(1), sure.argmax(1) == truth)
    return fitted


def threshold(confidence, right):
    """The highest confidence such that verdicts below it were right half as often as verdicts in general, or less."""
    order = np.argsort(confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    low = np.flatnonzero((share <= DOUBTFUL * right.mean()) & (np.arange(len(order)) >= 19))
    value = confidence[order[low[-1]]] if len(low) else BOUNDS[0]
    return round(float(np.clip(value, *BOUNDS)), 3)


def fit_all(logits, labels, clip):
    """Every member given, and every ensemble they allow, fitted on whole tracks (`clip` [N]): name -> FittedEnsemble."""
    temperatures = {m: temperature(values, labels) for m, values in logits.items()}
    wanted = {m: (m,) for m in logits}
    wanted.update({name: parts for name, parts in ENSEMBLES.items() if set(parts) <= set(logits)})
    return {name: fit(parts, logits, labels, clip, temperatures) for name, parts in wanted.items()}
