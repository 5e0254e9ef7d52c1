"""Ensembles: a temperature a member, how members are joined, and calibration of whole tracks."""
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, minimize_scalar

ENSEMBLES = {"nn+xgb": ("nn", "xgb"), "all": ("nn", "xgb", "cnn")}      # which members there must be; `all` joins every member there is
MEAN, LOG_LINEAR = "weighted_mean", "log_linear"
SURE, WRONG_AND_SURE = 0.6, 0.035    # a wrong answer above this is the worst an ensemble does; how many of the recordings may get one
LEAST = 1e-6              # no member rules a genre out in a log-linear join
STEP = 0.1                # of the weight grid
SUM_OF_WEIGHTS, PULL = 1.5, (0.05, 0.02)      # of a log-linear join: where weights are pulled to, and how strongly weights and biases are
TEMPERATURES = (0.2, 10.0)
DOUBTFUL = 0.5            # verdicts below the threshold were right no more than this much as often as all
TRUSTED, FEWEST = 0.9, 20 # how often verdicts on recordings above the threshold were right; of how many at least
BOUNDS = (0.1, 0.5)       # of the threshold
OVER_CHANCE = 1.5         # a verdict that is no surer than so many times chance is uncertain, whatever was seen


def softmax(logits):
    z = np.exp(logits - logits.max(1, keepdims=True, initial=-np.inf))
    return z / z.sum(1, keepdims=True)


def log_loss(probabilities, labels, share=None):
    """Mean negative log likelihood; `share` [N] says how much each counts."""
    return float(np.average(-np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)), weights=share))


def temperature(logits, labels, share=None):
    """The number the logits are divided by so that their softmax has the least log loss."""
    found = minimize_scalar(lambda t: log_loss(softmax(logits / np.exp(t)), labels, share),
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
    combine: str = MEAN
    bias: np.ndarray = None

    def windows(self, logits):
        """Window probabilities [N,G] of a dict of member logits."""
        said = {m: softmax(logits[m] / self.temperatures[m]) for m in self.weights}
        if self.combine == MEAN:
            return sum(w * said[m] for m, w in self.weights.items())
        return softmax(sum(w * np.log(np.maximum(said[m], LEAST)) for m, w in self.weights.items()) + (0 if self.bias is None else self.bias))

    def confidence(self, track):
        """Calibrated probabilities [T,G] of track means; the largest is the verdict's confidence."""
        return softmax(np.log(np.maximum(track, 1e-12)) / self.calibration)


def fit_mean(members, logits, labels, clip, share, temperatures):
    """The weighted mean whose tracks have the least log loss."""
    best = None
    for weights in grid(len(members)):
        candidate = FittedEnsemble(dict(zip(members, map(float, weights))), {m: temperatures[m] for m in members})
        track, truth, counts = track_means(candidate.windows(logits), clip, labels, share)
        loss = log_loss(track, truth, counts)
        if best is None or loss < best[0]:
            best = loss, candidate
    return best[1]


def fit_log_linear(members, logits, labels, clip, share, temperatures):
    """The log-linear join (logarithmic opinion pool: Genest and Zidek, "Combining probability distributions", 1986) whose tracks have the
    least log loss; weights are never negative, and weights and biases are held near equal shares and none (PULL)."""
    said = {m: softmax(logits[m] / temperatures[m]) for m in members}
    tracks = [track_means(np.log(np.maximum(said[m], LEAST)), clip)[0] for m in members]
    _, truth, counts = track_means(np.zeros((len(clip), 1)), clip, labels, share)
    stacked, genres, equal = np.stack(tracks), tracks[0].shape[1], SUM_OF_WEIGHTS / len(members)

    def loss(values):
        weights, bias = values[:len(members)], values[len(members):]
        joined = np.tensordot(weights, stacked, 1) + bias
        sure = softmax(joined)
        rest = sure.copy()
        rest[np.arange(len(truth)), truth] -= 1
        rest *= (counts / counts.sum())[:, None]
        gradient = np.concatenate([(stacked * rest).sum((1, 2)) + 2 * PULL[0] * (weights - equal), rest.sum(0) + 2 * PULL[1] * bias])
        return log_loss(sure, truth, counts) + PULL[0] * np.square(weights - equal).sum() + PULL[1] * np.square(bias).sum(), gradient

    start = np.concatenate([np.full(len(members), equal), np.zeros(genres)])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(members) + [(None, None)] * genres).x.round(4)
    return FittedEnsemble(dict(zip(members, map(float, found[:len(members)]))), {m: temperatures[m] for m in members}, combine=LOG_LINEAR,
                          bias=found[len(members):])


def fit(members, logits, labels, clip, share, temperatures, join=MEAN, real=None):
    """Fits the join on the log loss of tracks, then the calibration temperature and the threshold; `real` [N] tells recordings."""
    fitted = (fit_mean if join == MEAN else fit_log_linear)(members, logits, labels, clip, share, temperatures)
    track, truth, counts = track_means(fitted.windows(logits), clip, labels, share)
    fitted.calibration = temperature(np.log(np.maximum(track, 1e-12)), truth, counts)
    recorded = np.zeros(len(truth), bool) if real is None else track_means(np.zeros((len(clip), 1)), clip, real)[1]
    if recorded.any():
        cautious(fitted, track, truth, recorded)
    sure = fitted.confidence(track)
    confidence, right = sure.max(1), sure.argmax(1) == truth
    fitted.threshold = (trusted(confidence[recorded], right[recorded]) if recorded.sum() >= FEWEST
                        else max(threshold(confidence, right), round(min(OVER_CHANCE / track.shape[1], BOUNDS[1]), 3)))
    return fitted


def cautious(fitted, track, truth, real):
    """Flattens the calibration until no more than WRONG_AND_SURE of the recordings are wrong answers above SURE."""
    for flatter in np.arange(fitted.calibration, TEMPERATURES[1], 0.01):
        fitted.calibration = round(float(flatter), 4)
        sure = fitted.confidence(track)[real]
        if ((sure.max(1) > SURE) & (sure.argmax(1) != truth[real])).mean() <= WRONG_AND_SURE:
            return


def trusted(confidence, right):
    """The lowest confidence from which on, however much more is asked for, verdicts were right TRUSTED of the time."""
    order = np.argsort(-confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    low = np.flatnonzero((share < TRUSTED) & (np.arange(len(order)) >= FEWEST - 1))
    value = confidence[order[low[0]]] + 1e-3 if len(low) else confidence.min()
    return round(float(np.clip(value, BOUNDS[0], SURE)), 3)


def threshold(confidence, right):
    """The highest confidence such that verdicts below it were right half as often as verdicts in general, or less."""
    order = np.argsort(confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    low = np.flatnonzero((share <= DOUBTFUL * right.mean()) & (np.arange(len(order)) >= 19))
    value = confidence[order[low[-1]]] if len(low) else BOUNDS[0]
    return round(float(np.clip(value, *BOUNDS)), 3)


def fit_all(logits, labels, clip, share=None, real=None):
    """Every member given, and every ensemble they allow, fitted on whole tracks (`clip` [N]): name -> FittedEnsemble. `share` [N] says how
    much each window counts, alike over a track, and `real` [N] which are recordings; only the join of all members heeds them."""
    temperatures = {m: temperature(values, labels) for m, values in logits.items()}
    ones = np.ones(len(labels))
    found = {m: fit((m,), logits, labels, clip, ones, temperatures) for m in logits}
    for name, parts in ENSEMBLES.items():
        if set(parts) <= set(logits):
            every = name == "all"
            found[name] = fit(tuple(logits) if every else parts, logits, labels, clip, share if every and share is not None else ones, temperatures,
                              real=real if every else None)
    return found
