"""What the folds said of whole tracks held out: the verdict that a user of the models would have got."""
from dataclasses import dataclass

import numpy as np

from training.evaluation.folds import fit_systems
from training.scoring import ensemble, metrics
from training.scoring.bootstrap import interval


@dataclass
class Verdicts:
    """Calibrated probabilities [T,G] of held-out tracks by one system, their genre, group and name."""
    probabilities: np.ndarray
    genre: np.ndarray
    group: np.ndarray
    song: np.ndarray

    @property
    def predicted(self):
        return self.probabilities.argmax(1)


def of(data, kept):
    """Verdicts of every member and ensemble on the tracks of out-of-fold predictions: name -> Verdicts.

    Ensembles are fitted, for each fold, on what the other folds said: as for shipping, yet never on the tracks that are
    judged.
    """
    parts = {}
    for k, rows in enumerate(kept.folds):
        logits, others = kept.without(k) if len(kept.folds) > 1 else (kept.logits, kept.rows)
        for name, system in fit_systems(data, logits, others).items():
            mean, *told = ensemble.track_means(system.windows(kept.only(k)), data.song[rows], data.genre[rows],
                                               data.group[rows], data.song[rows])
            parts.setdefault(name, []).append((system.confidence(mean), *told))
    return {name: Verdicts(*(np.concatenate(column) for column in zip(*folds))) for name, folds in parts.items()}


def figures(verdicts, genres):
    """Accuracy with its interval, top-3, recalls and confusion of one system."""
    right = verdicts.predicted == verdicts.genre
    return dict(metrics.score(verdicts.probabilities, verdicts.genre, genres),
                interval=interval(right, verdicts.group),
                confusion=metrics.confusion(verdicts.predicted, verdicts.genre, genres))


def suspects(verdicts, genres, most=10, sure=0.5, unlikely=0.1):
    """Tracks whose label the held-out verdict contradicts: it is at least `sure` of another genre and gives
    the label less than `unlikely`. The surest first."""
    label = verdicts.probabilities[np.arange(len(verdicts.genre)), verdicts.genre]
    confidence = verdicts.probabilities.max(1)
    found = np.flatnonzero((confidence >= sure) & (label < unlikely))
    order = found[np.argsort(-confidence[found], kind="stable")][:most]
    return [{"song": str(verdicts.song[i]), "genre": genres[verdicts.genre[i]],
             "verdict": genres[verdicts.predicted[i]], "confidence": float(confidence[i])} for i in order]
