"""The figures of the model card, as plain dicts of numbers."""
import numpy as np

BINS = 15
RESAMPLES = 1000


def score(probabilities, labels, genres):
    """Accuracy, top-3, recalls and calibration of probabilities [N,G] against labels [N]."""
    predicted = probabilities.argmax(1)
    ranked = np.argsort(-probabilities, axis=1)[:, :3]
    recall = [float((predicted[labels == g] == g).mean()) if (labels == g).any() else None
              for g in range(len(genres))]
    return {"count": len(labels),
            "accuracy": float((predicted == labels).mean()),
            "top3": float((ranked == labels[:, None]).any(1).mean()),
            "macro_recall": float(np.mean([r for r in recall if r is not None])),
            "recall": dict(zip(genres, recall)),
            "ece": reliability(probabilities.max(1), predicted == labels)["ece"],
            "chance": 1 / len(genres),
            "majority": float(np.bincount(labels).max() / len(labels))}


def reliability(confidence, right):
    """Expected calibration error over 15 equal bins, and the bins themselves."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    sure = np.bincount(place, confidence, minlength=BINS) / np.maximum(count, 1)
    true = np.bincount(place, right.astype(float), minlength=BINS) / np.maximum(count, 1)
    return {"ece": float((count * np.abs(sure - true)).sum() / max(1, len(right))),
            "bins": [{"count": int(n), "confidence": float(s), "accuracy": float(t)}
                     for n, s, t in zip(count, sure, true)]}


def confusion(predicted, labels, genres):
    """Counts [true][predicted]."""
    matrix = np.zeros((len(genres), len(genres)), int)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix.tolist()


def interval(right, group, seed=0):
    """95% bootstrap interval of the accuracy when whole groups are drawn again with replacement."""
    names, inverse = np.unique(group, return_inverse=True)
    hits, size = np.bincount(inverse, right.astype(float)), np.bincount(inverse)
    drawn = np.random.default_rng(seed).integers(0, len(names), (RESAMPLES, len(names)))
    accuracy = hits[drawn].sum(1) / size[drawn].sum(1)
    return [float(v) for v in np.percentile(accuracy, [2.5, 97.5])]
