"""Trainings kept on disk: one member on one split. An interrupted evaluation goes on where it stopped, and
parts can be added later. A training is known by its data, its rows, its settings and the member's code."""
import argparse
import dataclasses
import hashlib
import json
import os
from dataclasses import dataclass

import numpy as np

from code_digest import code_digest
from training.data.files import digest, replacing
from training.data.music import Music
from training.models import members

FOLDER = "runs"      # in the data folder, unless --work says otherwise


@dataclass(frozen=True)
class Run:
    """One member to be trained on a split; `length` in epochs or rounds (None: the member's own, stopped
    early)."""
    split: object
    member: str
    seed: int
    length: int = None


@dataclass
class Predictions:
    """Logits `values` [R,G] by a trained member of every row that it was not trained on (`rows` [R]), and of the split's `other` rows."""
    rows: np.ndarray
    values: np.ndarray
    other: np.ndarray
    curve: list
    length: int
    importances: dict

    def at(self, rows):
        """Logits of some of the rows; a row that was learned from is refused."""
        place = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        if len(rows) and (not len(self.rows) or (self.rows[place] != rows).any()):
            raise AssertionError("a row that was learned from cannot be scored")
        return self.values[place]


class RunStore:
    """The trainings of one data folder; those of a ready table are quick and only kept in memory."""

    def __init__(self, data, options, progress):
        self.data, self.options, self.progress = data, options, progress
        self.memory = {}
        self.folder = options.work or (os.path.join(options.data, FOLDER) if options.data else None)

    def path(self, run):
        """Where a training is kept: a name made of everything that can change its outcome."""
        told = [self.data.sha256, *beside(self.options), *embedded(self.options, run.member), run.member, run.seed, run.length,
                self.options.quick, code_digest(members.MEMBERS[run.member].__file__), rows_digest(run.split)]
        return os.path.join(self.folder or "", f"{run.member}-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]}.npz")

    def cost(self, run):
        """Units of work still to be done for it, for the time left."""
        return 0 if self.folder and os.path.isfile(self.path(run)) else members.COST[run.member] * self.weight(run)

    def weight(self, run):
        """Rows it learns from, fewer where the training is shortened."""
        module = members.MEMBERS[run.member]
        return len(run.split.train) * (run.length / module.EPOCHS if run.length and hasattr(module, "EPOCHS") else 1)

    def get(self, run):
        """The predictions of a run: read if it was trained before, else trained now and kept."""
        path = self.path(run)
        if path not in self.memory:
            self.memory[path] = read(path) if self.folder and os.path.isfile(path) else self.train(run, path)
        return self.memory[path]

    def train(self, run, path):
        """Trains, says so, and keeps what came of it."""
        options = argparse.Namespace(**dict(vars(self.options), seed=run.seed))
        data = self.without(run.split.other)
        fitted = members.fit(run.member, data, run.split, options, self.progress, self.weight(run), run.length)
        rows = np.setdiff1d(np.arange(len(self.data)), run.split.train)
        other = (fitted.logits(self.data.other, run.split.other).astype(np.float32) if len(run.split.other)
                 else np.zeros((0, len(data.genres)), np.float32))
        found = Predictions(rows, fitted.logits(data, rows).astype(np.float32), other, fitted.curve, fitted.length,
                            fitted.importances() if hasattr(fitted, "importances") else {})
        if self.folder:
            keep(path, found)
        last = found.curve[min(found.length, len(found.curve)) - 1]
        self.progress.say(f"{run.split.name}: {run.member} kept {found.length} of {len(found.curve)}"
                          + (f", validation accuracy {last['validation_accuracy']:.3f}" if "validation_accuracy" in last else ""))
        return found

    def without(self, held):
        """The data less some rows of what is no music."""
        if not len(held):
            return self.data
        left = np.setdiff1d(np.arange(len(self.data.other)), held)
        columns = {column.name: getattr(self.data.other, column.name) for column in dataclasses.fields(Music)}
        other = Music(**{name: None if values is None else values[left] for name, values in columns.items()})
        return dataclasses.replace(self.data, other=other if len(left) else None)


def read(path):
    with np.load(path) as kept:
        told = json.loads(str(kept["told"]))
        return Predictions(kept["rows"], kept["values"], kept["other"], told["curve"], told["length"], told["importances"])


def keep(path, found):
    """Writes predictions, whole or not at all."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    told = json.dumps({"curve": found.curve, "length": found.length,
                       "importances": {k: float(v) for k, v in found.importances.items()}})
    with replacing(path, "wb") as file:
        np.savez(file, rows=found.rows, values=found.values, other=found.other, told=told)


def rows_digest(split):
    sides = hashlib.sha256()
    for side in (split.train, split.validation, split.other):
        sides.update(np.asarray(side, np.int64).tobytes() + b"|")
    return sides.hexdigest()


def beside(options):
    """Digests of what is given beside the labelled data and may be learned from in other ways."""
    folders = (getattr(options, part, None) for part in ("other", "unlabelled"))
    told = [digest(os.path.join(folder, "clips.csv")) if folder else "" for folder in folders]
    # The same names may stand for other sound, or for sound described anew.
    return told + ([digest(os.path.join(options.data, "contexts.npy"))] if options.data else [])


def embedded(options, member):
    """The digest of the embeddings that a member learns from; nothing for one that looks at something else."""
    looks = members.MEMBERS[member].Fitted.columns == "embeddings"
    return [digest(os.path.join(options.data, "embeddings.npy"))] if looks else []
