"""Out-of-fold predictions: what the folds said of music they had not seen. What ships is joined on them."""
from dataclasses import dataclass

import numpy as np

from training.evaluation.folds import fit_systems
from training.scoring import ensemble
from training.scoring.protocol import Protocol


@dataclass
class OutOfFold:
    """Logits of each member (member -> list by fold of [R,G]) and rows by fold, of the test side of each; and the median
    number of rounds or epochs that each member kept."""
    by_fold: dict
    folds: list
    lengths: dict

    @property
    def rows(self):
        return np.concatenate(self.folds)

    @property
    def logits(self):
        return {m: np.concatenate(parts) for m, parts in self.by_fold.items()}

    def only(self, fold):
        return {m: parts[fold] for m, parts in self.by_fold.items()}

    def without(self, fold):
        """Logits and rows of all folds but one."""
        keep = [k for k in range(len(self.folds)) if k != fold]
        return ({m: np.concatenate([parts[k] for k in keep]) for m, parts in self.by_fold.items()},
                np.concatenate([self.folds[k] for k in keep]))


def gathered(folds):
    """The out-of-fold predictions of a list of (split, predictions)."""
    return OutOfFold({m: [predictions[m].at(split.test) for split, predictions in folds] for m in folds[0][1]},
                     [split.test for split, _ in folds], {m: int(np.median(n)) for m, n in lengths(folds).items()})


def lengths(folds):
    """Rounds or epochs that each member kept, by fold."""
    return {m: [predictions[m].length for _, predictions in folds] for m in folds[0][1]}


def cross_fitted(data, kept):
    """Systems fitted as they are for shipping, on out-of-fold predictions, but for each fold on those of the other folds
    only. A list by fold."""
    return [fit_systems(data, *kept.without(k)) for k in range(len(kept.folds))]


def as_shipped(data, kept, systems):
    """Figures of the ensembles that `cross_fitted` made."""
    protocol = Protocol(data)
    for k, rows in enumerate(kept.folds):
        protocol.add({n: systems[k][n] for n in ensemble.ENSEMBLES if n in systems[k]}, kept.only(k), rows)
    return protocol.systems(detail=True)
