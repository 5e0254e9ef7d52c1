"""Grouped cross-validation: held-out groups and a held-out family of sound fonts, rotating; recordings apart."""
import numpy as np

from training.data import splits
from training.evaluation import steps
from training.evaluation.folds import Part, logits_of, predict, size, sizes, split_of
from training.evaluation.out_of_fold import as_shipped, cross_fitted, gathered, lengths
from training.evaluation.runs import Run
from training.models import members
from training.scoring import out_of_distribution
from training.scoring.protocol import Protocol

WINDOWS_SEEN, WINDOWS_BESIDE, FEWEST_EPOCHS, MOST_EPOCHS = 80_000, 2_500, 1, 40      # of a CNN that learns someone's own library: minutes, not hours


def own_length(member, data, split, options):
    """Epochs of the CNN on someone's own library: many passes over a small one, few over a large one; None: its own number."""
    if member != "cnn" or options.quick or not options.library:
        return None
    return int(np.clip(round((WINDOWS_SEEN if data.embeddings is None else WINDOWS_BESIDE) / len(split.train)), FEWEST_EPOCHS, MOST_EPOCHS))


def fold_runs(data, options, seed, wanted=None):
    """Runs of the members wanted (all that the data allow), a dict by fold."""
    return [{m: Run(split, m, seed, own_length(m, data, split, options)) for m in wanted or members.of(data)}
            for split in splits.grouped(data, options.folds, seed)]


def grouped(data, options, store, seed=None, wanted=None):
    """The part of the evaluation that counts."""
    folds = fold_runs(data, options, options.seed if seed is None else seed, wanted)
    return Part([run for runs in folds for run in runs.values()], lambda: report(data, store, folds, options))


def out_of_fold(data, options, store):
    """The out-of-fold predictions of the grouped folds; their trainings must be done."""
    folds = fold_runs(data, options, options.seed)
    return gathered([(split_of(runs), {m: store.get(run) for m, run in runs.items()}) for runs in folds])


def report(data, store, folds, options):
    """Figures of all folds together."""
    protocols = {kind: Protocol(data) for kind in ("both new", "only the group new", "only the font new", "recordings")}
    predicted, inside = [], []
    for runs in folds:
        split = split_of(runs)
        predictions, systems = predict(data, store, runs)
        predicted.append((split, predictions))
        inside.append(systems)
        for kind, rows in {"both new": split.test, "recordings": split.recordings, **partly_new(data, split)}.items():
            protocols[kind].add(systems, logits_of(predictions, rows), rows)
    kept = gathered(predicted)
    told = {"sizes": [sizes(data, split) for split, _ in predicted], "lengths": lengths(predicted),
            "curves": {m: [p[m].curve for _, p in predicted] for m in folds[0]},
            "importances": mean_of([p["xgb"].importances for _, p in predicted]),
            "systems": protocols.pop("both new").systems(detail=True)}
    recordings = protocols.pop("recordings")
    if recordings.rows:
        told["recordings"] = {"size": size(data, np.unique(np.concatenate(recordings.rows))), "systems": recordings.systems(detail=True)}
    told["same_models"] = {kind: {n: p.report(n)["track"] for n in told["systems"]} for kind, p in protocols.items() if p.rows}
    systems = cross_fitted(data, kept) if len(folds) > 1 else inside
    if len(folds) > 1:
        told["as_shipped"], told["recordings_as_shipped"] = as_shipped(data, kept, systems)
        told["steps"] = steps.measure(data, kept, folds, options)
    if all("all" in s for s in systems):
        told["out_of_distribution"] = out_of_distribution.held_out(data, [(*p, s) for p, s in zip(predicted, systems)])
    return told


def partly_new(data, split):
    """Rendered rows that the split leaves unused, by what of them is new: the group, or the sound font."""
    used = np.concatenate([split.train, split.validation, split.test, split.recordings])
    rest = np.setdiff1d(np.arange(len(data)), used)
    rest = rest[data.family[rest] != splits.RECORDED]
    known = np.isin(data.group[rest], data.group[np.concatenate([split.train, split.validation])])
    new_font = np.isin(data.family[rest], data.family[split.test])
    return {"only the group new": rest[~known & ~new_font], "only the font new": rest[known & new_font]}


def mean_of(shares):
    return {k: float(np.mean([s[k] for s in shares])) for k in shares[0]}
