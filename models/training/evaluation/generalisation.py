"""What else can be held out: the group or the sound font alone, a whole collection, all recordings; what each part of the
corpus brings; and how much another seed moves the figures. Where many trainings are compared, only the trees and the dense
network are: the CNN takes twenty times as long."""
import numpy as np

from training.data import splits
from training.evaluation import cross_validation
from training.evaluation.folds import Part, figures, predict, runs_of, scored, size, sizes, split_of
from training.models import members
from training.scoring.bootstrap import difference

RECORDINGS = "recordings"      # the collection of real recordings in the labelled data
CHEAP, CHEAP_SEEDS = ("xgb", "nn"), 3


def by_group(data, options, store):
    """One fold of the cheap members."""
    return single(data, store, splits.by_group(data, options.seed), options)


def by_family(data, options, store):
    """One fold of the cheap members; nothing where there is a single family."""
    return single(data, store, splits.by_family(data, options.seed), options)


def single(data, store, split, options):
    if split is None or not len(split.test):
        return Part([], lambda: None)
    runs = runs_of(split, options.seed, CHEAP)
    return Part(list(runs.values()), lambda: figures(data, store, runs))


def rendered_only(data, options, store):
    """Models that never heard a recording, asked about all of them. Full length: it stands beside the grouped figure."""
    if not splits.recorded(data).any():
        return Part([], lambda: None)
    split = splits.without_collection(data, RECORDINGS, options.seed)
    runs = runs_of(split, options.seed, members.of(data))
    return Part(list(runs.values()), lambda: covered(data, store, runs))


def collections(data):
    """Rendered collections, by name."""
    return sorted(set(data.collection[~splits.recorded(data)].tolist()))


def without_collections(data, options, store):
    """Each rendered collection in turn is the test and nothing of it is learned from. The cheap members."""
    names = collections(data)
    if len(names) < 2:
        return Part([], lambda: None)
    parts = {c: runs_of(splits.without_collection(data, c, options.seed), options.seed, CHEAP) for c in names}
    return Part([run for runs in parts.values() for run in runs.values()],
                lambda: {c: covered(data, store, runs) for c, runs in parts.items()})


def covered(data, store, runs):
    """Figures on the rows whose genre occurs in what was learned from, and how many those are."""
    split = split_of(runs)
    known = np.isin(data.genre[split.test], data.genre[split.train])
    told = {"genres": [g for i, g in enumerate(data.genres) if i in data.genre[split.test]],
            "unlearnable": [g for i, g in enumerate(data.genres) if i in data.genre[split.test[~known]]],
            "share_covered": float(known.mean()), "sizes": [sizes(data, split)],
            "lengths": {m: run.length for m, run in runs.items()}}
    if known.any():
        predictions, systems = predict(data, store, runs)
        told["systems"] = scored(data, systems, predictions, split.test[known]).systems(detail=True)
    return told


def ablation(data, options, store):
    """The first grouped fold again, each time without one collection: same test music, what changes is what was
    learned from. The cheap members."""
    split = next(splits.grouped(data, 1, options.seed))
    whole = runs_of(split, options.seed, CHEAP)
    forms = {"everything": whole}
    for name in sorted(set(data.collection[split.train].tolist())):
        left = splits.Split(f"{split.name}, no {name}", *(s[data.collection[s] != name] for s in (split.train, split.validation)),
                            split.test, split.recordings)
        if len(left.train) and len(left.validation) and len(left.train) < len(split.train):
            forms[f"without {name}"] = runs_of(left, options.seed, CHEAP)
    runs = {run: None for form in forms.values() for run in form.values()}      # each once
    return Part(list(runs), lambda: ablation_report(data, store, forms))


def ablation_report(data, store, forms):
    told, base = {}, {}
    for form, runs in forms.items():
        split = split_of(runs)
        predictions, systems = predict(data, store, runs)
        lost = np.setdiff1d(data.genre[split.test], data.genre[split.train])
        told[form] = {"train": size(data, split.train), "unlearnable": [data.genres[i] for i in lost]}
        for kind, rows in (("test", split.test), ("recordings", split.recordings)):
            protocol = scored(data, systems, predictions, rows, ("track",))
            if protocol.rows:
                told[form][kind] = {name: units["track"] for name, units in protocol.systems().items()}
                compared(told[form][kind], protocol, base.setdefault(kind, protocol))
    return told


def compared(systems, protocol, base):
    """Adds each system's gain in track accuracy over the first form, with its interval."""
    for name in systems:
        (sure, truth, group, _), (other, *_) = protocol.gathered(name), base.gathered(name)
        one, before = sure.argmax(1) == truth, other.argmax(1) == truth
        systems[name]["gain"] = float(one.mean() - before.mean())
        systems[name]["gain_interval"] = difference(one, before, group)


def seeds(data, options, store):
    """The grouped folds dealt anew by other seeds: the cheap members, and the CNN for `--seeds` of them."""
    many = [options.seed + i for i in range(max(CHEAP_SEEDS, options.seeds))]
    parts = {s: cross_validation.grouped(data, options, store, s, members.of(data) if i < options.seeds else CHEAP)
             for i, s in enumerate(many)}
    return Part([run for part in parts.values() for run in part.runs],
                lambda: seeds_report({s: part.report()["systems"] for s, part in parts.items()}))


def seeds_report(by_seed):
    """Mean, standard deviation and range over the seeds of each system's track figures."""
    told = {}
    for name in dict.fromkeys(n for systems in by_seed.values() for n in systems):
        scores = [systems[name]["track"] for systems in by_seed.values() if name in systems]
        told[name] = {"seeds": len(scores)}
        for figure in ("accuracy", "top3", "macro_recall", "ece"):
            values = [s[figure] for s in scores]
            told[name][figure] = {"mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1)) if len(values) > 1 else None,
                                  "low": min(values), "high": max(values)}
    return told
