"""One split with models of its own: the trainings it takes, what its members say, and the figures of its sides."""
from dataclasses import dataclass

import numpy as np

from training.data import splits
from training.data.shares import shares
from training.evaluation.runs import Run
from training.scoring import ensemble
from training.scoring.protocol import Protocol


@dataclass
class Part:
    """One part of the evaluation: the trainings it needs, and how its figures are made of them."""
    runs: list
    report: object


def runs_of(split, seed, names):
    """A run of each member named, on a split: member -> Run."""
    return {m: Run(split, m, seed) for m in names}


def size(data, rows):
    """How much music a side holds."""
    return {"windows": len(rows), "chunks": len(np.unique(data.clip[rows])),
            "songs": len(np.unique(data.song[rows])), "groups": len(np.unique(data.group[rows]))}


def sizes(data, split):
    """How much music each side of a split holds."""
    return {"name": split.name, **{side: size(data, getattr(split, side))
                                   for side in ("train", "validation", "test", "recordings")}}


def logits_of(predictions, rows):
    """Logits of each member of the rows: member -> [R,G]."""
    return {m: found.at(rows) for m, found in predictions.items()}


def fit_systems(data, logits, rows):
    """What makes ensembles of the members, fitted on whole tracks of the rows: name -> FittedEnsemble."""
    return ensemble.fit_all(logits, data.genre[rows], data.song[rows], shares(data, rows), splits.recorded(data)[rows])


def predict(data, store, runs):
    """Predictions of one split's members (member -> Predictions), and the systems fitted on its validation side."""
    predictions = {m: store.get(run) for m, run in runs.items()}
    validation = split_of(runs).validation
    return predictions, fit_systems(data, logits_of(predictions, validation), validation)


def split_of(runs):
    """The split that the runs of one fold share."""
    return next(iter(runs.values())).split


def scored(data, systems, predictions, rows, units=None):
    """The scores of the rows."""
    protocol = Protocol(data)
    protocol.add(systems, logits_of(predictions, rows), rows, *([units] if units else []))
    return protocol


def figures(data, store, runs):
    """Figures of one split: the test rows, and the recordings apart from them."""
    split = split_of(runs)
    predictions, systems = predict(data, store, runs)
    told = {"sizes": [sizes(data, split)], "lengths": {m: run.length for m, run in runs.items()}}
    for name, rows in (("systems", split.test), ("recordings", split.recordings)):
        protocol = scored(data, systems, predictions, rows)
        if protocol.rows:
            told[name] = protocol.systems()
    return told
