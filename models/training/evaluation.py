"""Trains the models of every split and measures them: the flattering protocol and the honest one."""
from dataclasses import dataclass

import numpy as np

import ensemble
import members
import metrics
import splits


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


class Protocol:
    """Scores of one protocol, gathered over its folds: per system (member or ensemble) the test rows,
    their window probabilities and the calibrated probabilities of their clips."""

    def __init__(self, data):
        self.data, self.rows, self.windows, self.tracks, self.raw = data, {}, {}, {}, {}
        self.parts = []

    def add(self, joined, logits, rows, by_track=True):
        """One fold: `logits` of the members on the test `rows`, joined with constants from its validation."""
        for name, system in joined.items():
            window = system.windows(logits)
            self.rows.setdefault(name, []).append(rows)
            self.windows.setdefault(name, []).append(window)
            if by_track:
                mean, clip, truth, group = ensemble.tracks(
                    window, self.data.clip[rows], self.data.clip[rows], self.data.genre[rows], self.data.group[rows])
                self.tracks.setdefault(name, []).append((system.confidence(mean), truth, group, clip))
        for name, values in logits.items():
            self.raw.setdefault(name, []).append(values)

    def report(self, name, grouped):
        """Figures of one system; `grouped` adds bootstrap intervals over groups."""
        data, rows = self.data, np.concatenate(self.rows[name])
        window, truth = np.concatenate(self.windows[name]), data.genre[rows]
        result = {"window": metrics.score(window, truth, data.genres)}
        if grouped:
            result["window"]["interval"] = metrics.interval(window.argmax(1) == truth, data.group[rows])
        if name in self.tracks:
            sure, truth, group = (np.concatenate([t[i] for t in self.tracks[name]]) for i in range(3))
            right = sure.argmax(1) == truth
            result["track"] = metrics.score(sure, truth, data.genres)
            result["track"]["reliability"] = metrics.reliability(sure.max(1), right)["bins"]
            result["track"]["confusion"] = metrics.confusion(sure.argmax(1), truth, data.genres)
            if grouped:
                result["track"]["interval"] = metrics.interval(right, group)
        return result


def size(data, rows):
    """How much music a side holds."""
    return {"windows": len(rows), "chunks": len(np.unique(data.clip[rows])),
            "songs": len(np.unique(data.song[rows])), "groups": len(np.unique(data.group[rows]))}


def sizes(data, split):
    return {"name": split.name, "train": size(data, split.train), "validation": size(data, split.validation),
            "test": size(data, split.test)}


def fit_split(data, split, names, options, progress):
    """Fitted members of one split."""
    fitted = {}
    for name in names:
        fitted[name] = members.fit(name, data, split, options, progress, len(split.train))
        last = fitted[name].curve[fitted[name].length - 1]
        progress.say(f"{split.name}: {name} kept {fitted[name].length} of {len(fitted[name].curve)}, "
                     f"validation accuracy {last['validation_accuracy']:.3f}")
    return fitted


def flattering(data, options, progress):
    """The origin's protocol: features split at random by 30 s chunk, the CNN's spectrograms by 6 s window.

    The ensemble of all three is scored on the windows that none of them learned from.
    """
    by_chunk = splits.flattering(data.clip, options.seed, "random chunks")
    by_window = splits.flattering(np.arange(len(data)), options.seed, "random windows")
    plain = fit_split(data, by_chunk, ("xgb", "nn"), options, progress)
    image = fit_split(data, by_window, ("cnn",), options, progress)
    protocol = Protocol(data)

    def add(fitted, split, wanted, by_track):
        constants = ensemble.fit_all({m: f.logits(data, split.validation) for m, f in fitted.items()},
                                     data.genre[split.validation], data.clip[split.validation])
        protocol.add({n: constants[n] for n in wanted}, {m: f.logits(data, split.test) for m, f in fitted.items()},
                     split.test, by_track)

    add(plain, by_chunk, ("xgb", "nn", "nn+xgb"), True)
    add(image, by_window, ("cnn",), False)
    unseen = [np.concatenate([s.validation, s.test]) for s in (by_chunk, by_window)]
    test = np.intersect1d(by_chunk.test, by_window.test)
    both = splits.Split("both", by_chunk.train, np.setdiff1d(np.intersect1d(*unseen), test), test)
    add({**plain, **image}, both, ("all",), False)
    return {"sizes": [sizes(data, by_chunk), sizes(data, by_window)],
            "systems": {name: protocol.report(name, grouped=False) for name in protocol.rows}}


def honest(data, options, progress):
    """Held-out groups and held-out family; returns the report and what was said of held-out music."""
    protocol, lengths, curves, gains, described = Protocol(data), {}, {}, [], []
    for split in splits.honest(data, options.folds, options.seed):
        described.append(sizes(data, split))
        fitted = fit_split(data, split, members.MEMBERS, options, progress)
        constants = ensemble.fit_all({m: f.logits(data, split.validation) for m, f in fitted.items()},
                                     data.genre[split.validation], data.clip[split.validation])
        protocol.add(constants, {m: f.logits(data, split.test) for m, f in fitted.items()}, split.test)
        for name, member in fitted.items():
            lengths.setdefault(name, []).append(member.length)
            curves.setdefault(name, []).append(member.curve)
        gains.append(fitted["xgb"].importances())
    held_out = HeldOut(protocol.raw, protocol.rows["xgb"], {m: int(np.median(n)) for m, n in lengths.items()})
    report = {"sizes": described, "curves": curves, "lengths": lengths,
              "systems": {name: protocol.report(name, grouped=True) for name in protocol.rows},
              "importances": {k: float(np.mean([g[k] for g in gains])) for k in gains[0]}}
    if len(described) > 1:
        report["as_shipped"] = crosswise(data, held_out)
    return report, held_out


def crosswise(data, held_out):
    """Chunk figures of the ensembles when what joins them is fitted as it is for shipping: on held-out
    predictions, but for each fold on those of the other folds only."""
    protocol = Protocol(data)
    for k, rows in enumerate(held_out.folds):
        logits, others = held_out.without(k)
        joined = ensemble.fit_all(logits, data.genre[others], data.clip[others])
        protocol.add({n: joined[n] for n in ensemble.ENSEMBLES}, held_out.only(k), rows)
    return {name: protocol.report(name, grouped=True)["track"] for name in protocol.rows}
