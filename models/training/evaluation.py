"""The two main protocols: the honest split, whose predictions also join what ships, and the flattering one."""
from dataclasses import dataclass

import numpy as np

import doubt
import ensemble
import members
import splits
from protocol import Protocol
from runs import Run

WINDOWS_SEEN, FEWEST_EPOCHS, MOST_EPOCHS = 80_000, 6, 40      # of a CNN that learns someone's own library: minutes, not hours


@dataclass
class HeldOut:
    """What the honest folds said of music they had not seen: logits of each member and rows, a list by
    fold; and the median number of rounds or epochs that each member kept."""
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


@dataclass
class Part:
    """One part of the evaluation: the trainings it needs, and how its figures are made of them."""
    runs: list
    report: object


def size(data, rows):
    """How much music a side holds."""
    return {"windows": len(rows), "chunks": len(np.unique(data.clip[rows])),
            "songs": len(np.unique(data.song[rows])), "groups": len(np.unique(data.group[rows]))}


def sizes(data, split):
    return {"name": split.name, **{side: size(data, getattr(split, side))
                                   for side in ("train", "validation", "test", "apart")}}


def each(split, seed, names=tuple(members.MEMBERS)):
    """A run of each member named, on a split."""
    return {m: Run(split, m, seed) for m in names}


def own_length(member, split, options):
    """Epochs of the CNN on someone's own library: many passes over a small one, few over a large one; None: its own number."""
    if member != "cnn" or options.quick or not options.library:
        return None
    return int(np.clip(round(WINDOWS_SEEN / len(split.train)), FEWEST_EPOCHS, MOST_EPOCHS))


def joined(data, logits, rows):
    """What joins the members, fitted on whole tracks of the rows: name -> Joined."""
    return ensemble.fit_all(logits, data.genre[rows], data.song[rows])


def said(answers, rows):
    """Logits of each member of the rows."""
    return {m: answer.at(rows) for m, answer in answers.items()}


def fold(data, store, runs):
    """Answers of one split's members, and the systems joined on its validation side."""
    answers = {m: store.get(run) for m, run in runs.items()}
    validation = next(iter(runs.values())).split.validation
    return answers, joined(data, said(answers, validation), validation)


def one_fold(data, store, runs, detail=False):
    """Figures of one split with models of its own: the test rows, and the recordings apart from them."""
    split = next(iter(runs.values())).split
    answers, systems = fold(data, store, runs)
    told = {"sizes": [sizes(data, split)], "lengths": {m: run.length for m, run in runs.items()}}
    for name, rows in (("systems", split.test), ("apart", split.apart)):
        protocol = Protocol(data)
        protocol.add(systems, said(answers, rows), rows)
        if protocol.rows:
            told[name] = protocol.systems(detail)
    return told


def flattering(data, options, store):
    """The origin's protocol: features split at random by 30 s chunk, the CNN's spectrograms by 6 s window.

    The ensemble of all three is scored on the windows that none of them learned from.
    """
    by_chunk = splits.flattering(data.clip, options.seed, "random chunks")
    by_window = splits.flattering(np.arange(len(data)), options.seed, "random windows")
    plain = each(by_chunk, options.seed, ("xgb", "nn"))
    image = each(by_window, options.seed, ("cnn",))

    def report():
        protocol = Protocol(data)
        answers = {m: store.get(run) for m, run in {**plain, **image}.items()}

        def add(names, validation, test, wanted, units):
            picked = {m: answers[m] for m in names}
            systems = joined(data, said(picked, validation), validation)
            protocol.add({n: systems[n] for n in wanted}, said(picked, test), test, units)

        add(plain, by_chunk.validation, by_chunk.test, ("xgb", "nn", "nn+xgb"), ("window", "chunk"))
        add(image, by_window.validation, by_window.test, ("cnn",), ("window",))
        unseen = [np.concatenate([s.validation, s.test]) for s in (by_chunk, by_window)]
        test = np.intersect1d(by_chunk.test, by_window.test)
        add(answers, np.setdiff1d(np.intersect1d(*unseen), test), test, ("all",), ("window",))
        return {"sizes": [sizes(data, by_chunk), sizes(data, by_window)], "systems": protocol.systems(interval=False)}

    return Part([*plain.values(), *image.values()], report)


def honest(data, options, store, seed=None, wanted=None):
    """Held-out groups and a held-out family, rotating; recordings apart from rendered music."""
    seed = options.seed if seed is None else seed
    folds = [{m: Run(split, m, seed, own_length(m, split, options)) for m in wanted or members.of(data)}
             for split in splits.honest(data, options.folds, seed)]
    return Part([run for runs in folds for run in runs.values()], lambda: honest_report(data, store, folds))


def honest_report(data, store, folds):
    protocols = {kind: Protocol(data) for kind in ("both new", "only the group new", "only the font new", "apart")}
    answered, inside = [], []
    for runs in folds:
        split = next(iter(runs.values())).split
        answers, systems = fold(data, store, runs)
        answered.append((split, answers))
        inside.append(systems)
        for kind, rows in {"both new": split.test, "apart": split.apart, **half_new(data, split)}.items():
            protocols[kind].add(systems, said(answers, rows), rows)
    kept = gathered(answered)
    told = {"sizes": [sizes(data, split) for split, _ in answered], "lengths": lengths(answered),
            "curves": {m: [a[m].curve for _, a in answered] for m in folds[0]},
            "importances": mean_of([a["xgb"].importances for _, a in answered]),
            "systems": protocols.pop("both new").systems(detail=True)}
    apart = protocols.pop("apart")
    if apart.rows:
        told["apart"] = {"size": size(data, np.unique(np.concatenate(apart.rows))), "systems": apart.systems(detail=True)}
    told["same_models"] = {kind: {n: p.report(n)["track"] for n in told["systems"]} for kind, p in protocols.items() if p.rows}
    systems = crosswise(data, kept) if len(folds) > 1 else inside
    if len(folds) > 1:
        told["as_shipped"] = as_shipped(data, kept, systems)
    if all("all" in s for s in systems):
        told["doubt"] = doubt.held_out(data, [(*a, s) for a, s in zip(answered, systems)])
    return told


def half_new(data, split):
    """Rendered rows that the split leaves unused, by what of them is new: the group, or the sound font."""
    used = np.concatenate([split.train, split.validation, split.test, split.apart])
    rest = np.setdiff1d(np.arange(len(data)), used)
    rest = rest[data.family[rest] != splits.RECORDED]
    known = np.isin(data.group[rest], data.group[np.concatenate([split.train, split.validation])])
    new_font = np.isin(data.family[rest], data.family[split.test])
    return {"only the group new": rest[~known & ~new_font], "only the font new": rest[known & new_font]}


def lengths(answered):
    """Rounds or epochs that each member kept, by fold."""
    return {m: [answers[m].length for _, answers in answered] for m in answered[0][1]}


def mean_of(shares):
    return {k: float(np.mean([s[k] for s in shares])) for k in shares[0]}


def gathered(answered):
    """The held-out predictions of folds, a list of (split, answers)."""
    return HeldOut({m: [answers[m].at(split.test) for split, answers in answered] for m in answered[0][1]},
                   [split.test for split, _ in answered], {m: int(np.median(n)) for m, n in lengths(answered).items()})


def held_out(data, options, store):
    """What the honest folds said of music they had not seen; their trainings must be done."""
    folds = list(splits.honest(data, options.folds, options.seed))
    return gathered([(s, {m: store.get(Run(s, m, options.seed, own_length(m, s, options))) for m in members.of(data)}) for s in folds])


def crosswise(data, kept):
    """What joins the members when it is fitted as it is for shipping: on held-out predictions, but for each
    fold on those of the other folds only. A list by fold."""
    return [joined(data, *kept.without(k)) for k in range(len(kept.folds))]


def as_shipped(data, kept, systems):
    """Figures of the ensembles that `crosswise` joined."""
    protocol = Protocol(data)
    for k, rows in enumerate(kept.folds):
        protocol.add({n: systems[k][n] for n in ensemble.ENSEMBLES if n in systems[k]}, kept.only(k), rows)
    return protocol.systems(detail=True)
