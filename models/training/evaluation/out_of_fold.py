"""Out-of-fold predictions: what the folds said of music they had not seen. What ships is joined on them."""
from dataclasses import dataclass

import numpy as np

from training.data import splits
from training.evaluation.folds import fit_systems
from training.scoring import ensemble
from training.scoring.protocol import Protocol


@dataclass
class OutOfFold:
    """Logits of each member (member -> list by fold of [R,G]) and rows by fold, of the test side of each and of the recordings
    whose artists it held out; and the median number of rounds or epochs that each member kept."""
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
    rows = [np.concatenate([split.test, split.recordings]) for split, _ in folds]
    return OutOfFold({m: [predictions[m].at(its) for its, (_, predictions) in zip(rows, folds)] for m in folds[0][1]}, rows, {m: int(np.median(n)) for m, n in lengths(folds).items()})


def lengths(folds):
    """Rounds or epochs that each member kept, by fold."""
    return {m: [predictions[m].length for _, predictions in folds] for m in folds[0][1]}


def cross_fitted(data, kept):
    """Systems fitted as they are for shipping, on out-of-fold predictions, but for each fold on those of the other folds
    only. A list by fold."""
    return [fit_systems(data, *kept.without(k)) for k in range(len(kept.folds))]


def as_shipped(data, kept, systems):
    """Figures of the ensembles that `cross_fitted` made: of the rendered music, and of the recordings (None without)."""
    told = []
    for wanted, members in ((~splits.recorded(data), False), (splits.recorded(data), True)):
        protocol = Protocol(data)
        for k, rows in enumerate(kept.folds):
            mine = wanted[rows]
            protocol.add({n: system for n, system in systems[k].items() if members or n in ensemble.ENSEMBLES}, {m: values[mine] for m, values in kept.only(k).items()}, rows[mine])
        told.append(protocol.systems(detail=True) if protocol.rows else None)
    return told
