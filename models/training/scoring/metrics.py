"""The figures of the model card, as plain dicts of numbers."""
import numpy as np

from training.scoring.bootstrap import BINS, intervals

TEN = 10            # bins that others count the calibration error in
SURE = 0.6          # a wrong answer above this is the worst a system does
COARSE = {"Blues and soul": ("Blues", "Rhythm n Blues", "Soul"), "Classical": ("Classical",),
          "Electronic": ("Electronic", "Electronic Chill"), "Folk": ("Folk",), "Hip Hop": ("Hip Hop",),
          "Jazz": ("Jazz", "Jazz Piano", "Swing"), "Pop": ("Pop", "Soft Rock"), "Rock": ("Rock",)}


def score(probabilities, labels, genres, group=None):
    """Accuracy, top-3, recalls and calibration of probabilities [N,G] against labels [N]; with `group` [N]
    the intervals too."""
    predicted = probabilities.argmax(1)
    ranked = np.argsort(-probabilities, axis=1)[:, :3]
    recall = recalls(predicted, labels, len(genres))
    told = {"count": len(labels),
            "accuracy": float((predicted == labels).mean()),
            "top3": float((ranked == labels[:, None]).any(1).mean()),
            "macro_recall": float(np.mean([r for r in recall if r is not None])),
            "recall": dict(zip(genres, recall)),
            "ece": reliability(probabilities.max(1), predicted == labels)["ece"],
            "ece10": reliability(probabilities.max(1), predicted == labels, TEN)["ece"],
            "wrong_and_sure": float(((probabilities.max(1) > SURE) & (predicted != labels)).mean()),
            "sure": float((probabilities.max(1) > SURE).mean()),
            "ece_if_calibrated": least_error(probabilities.max(1)),
            "chance": 1 / len(genres),
            "majority": float(np.bincount(labels).max() / len(labels))}
    if group is not None:
        told["interval"] = intervals(probabilities, labels, group)
    return told


def recalls(predicted, labels, count):
    """Recall of each genre; None for one that does not occur."""
    return [float((predicted[labels == g] == g).mean()) if (labels == g).any() else None for g in range(count)]


def coarse(probabilities, labels, genres, group):
    """The same figures over coarse groups of genres, whose probabilities add up; None where nothing is joined."""
    names = {g: next((name for name, parts in COARSE.items() if g in parts), g) for g in genres}
    groups = sorted(set(names.values()))
    if len(groups) == len(genres):
        return None
    belongs = np.array([groups.index(names[g]) for g in genres])
    joined = np.zeros((len(probabilities), len(groups)))
    np.add.at(joined.T, belongs, probabilities.T)
    told = score(joined, belongs[labels], groups, group)
    told["genres"] = {name: [g for g in genres if names[g] == name] for name in groups}
    told["confusion"] = confusion(joined.argmax(1), belongs[labels], groups)
    return told


def reliability(confidence, right, bins=BINS):
    """Expected calibration error over equal bins, and the bins themselves."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins)
    sure = np.bincount(place, confidence, minlength=bins) / np.maximum(count, 1)
    true = np.bincount(place, right.astype(float), minlength=bins) / np.maximum(count, 1)
    return {"ece": float((count * np.abs(sure - true)).sum() / max(1, len(right))),
            "bins": [{"count": int(n), "confidence": float(s), "accuracy": float(t)}
                     for n, s, t in zip(count, sure, true)]}


def least_error(confidence, draws=200):
    """The calibration error that as many verdicts of these confidences would show on average if every confidence were
    true: so few verdicts fall in a bin that even then it is not 0."""
    rng = np.random.default_rng(0)
    return float(np.mean([reliability(confidence, rng.random(len(confidence)) < confidence)["ece"] for _ in range(draws)]))


def confusion(predicted, labels, genres):
    """Counts [true][predicted]."""
    matrix = np.zeros((len(genres), len(genres)), int)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix.tolist()


def shares(confusions):
    """Of each true genre the share of every verdict, from the counts of `confusion`."""
    counts = np.array(confusions, float)
    return counts / np.maximum(counts.sum(1, keepdims=True), 1)
