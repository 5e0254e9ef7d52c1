"""What each part of the join gives, on recordings whose artists were held out: published classes merely read, heads learned from one
kind of music alone, members alone and together."""
import numpy as np
import torch

from training.data import splits
from training.data.shares import shares
from training.ear import networks
from training.ear.reading import Reading
from training.evaluation.folds import split_of
from training.models import members
from training.scoring import ensemble
from training.scoring.protocol import Protocol

BACKBONES = tuple(networks.FORMS)
EARLIER = tuple(ensemble.ENSEMBLES["all"])


def measure(data, kept, folds, options):
    """Step -> track figures of the recordings; nothing where there are no backbones or no recordings."""
    if not data.networks or not splits.recorded(data).any():
        return {}
    joined = {"members of before (xgb, nn, cnn)": (EARLIER, kept), "`sounds` alone": (("sounds",), kept), "`tags` alone": (("tags",), kept),
              "`sounds` and `tags`": (BACKBONES, kept), "all but `tags`": ((*EARLIER, "sounds"), kept), "all but `sounds`": ((*EARLIER, "tags"), kept)}
    told = {"classes read, nothing learned": read(data, kept)}
    for name, wanted in (("heads learned from rendered music alone", ~splits.recorded(data)), ("heads learned from recordings alone", splits.recorded(data))):
        told[name] = fitted(data, relearned(data, kept, folds, options, wanted), BACKBONES)
    told.update({name: fitted(data, predictions, names) for name, (names, predictions) in joined.items()})
    every = tuple(kept.by_fold)
    told["all, log-linear"] = fitted(data, kept, every, ensemble.LOG_LINEAR)
    told["all, weighted mean (ships)"] = fitted(data, kept, every)
    return told


def fitted(data, kept, names, join=ensemble.MEAN):
    """Some members joined, for each fold by what the others said."""
    protocol = Protocol(data)
    for k, rows in enumerate(kept.folds):
        logits, others = kept.without(k)
        labels, mine = data.genre[others], splits.recorded(data)[rows]
        picked = {m: logits[m] for m in names}
        temperatures = {m: ensemble.temperature(values, labels) for m, values in picked.items()}
        system = ensemble.fit(names, picked, labels, data.song[others], shares(data, others), temperatures, join,
                              splits.recorded(data)[others])
        protocol.add({"step": system}, {m: kept.only(k)[m][mine] for m in names}, rows[mine], ("track",))
    return protocol.report("step")["track"]


def read(data, kept):
    """The mean of what both networks' classes say of the genres."""
    readings = {name: Reading(name, networks.classifier(name, data.networks[name]), data.genres) for name in BACKBONES}
    protocol = Protocol(data)
    for rows in kept.folds:
        rows = rows[splits.recorded(data)[rows]]
        with torch.no_grad():
            logits = {name: readings[name](torch.from_numpy(members.inputs(name, data, rows))).numpy() for name in BACKBONES}
        protocol.add({"step": ensemble.FittedEnsemble({name: 0.5 for name in BACKBONES}, {name: 1.0 for name in BACKBONES})}, logits, rows, ("track",))
    return protocol.report("step")["track"]


def relearned(data, kept, folds, options, wanted):
    """Out-of-fold logits of heads that learned from some of the music alone."""
    by_fold = {name: [] for name in BACKBONES}
    for runs, rows in zip(folds, kept.folds):
        train = split_of(runs).train[wanted[split_of(runs).train]]
        for name in BACKBONES:
            by_fold[name].append(members.MEMBERS[name].Fitted(data, train, splits.NOTHING, options.seed, None, options.quick).logits(data, rows))
    return type(kept)(by_fold, kept.folds, kept.lengths)
