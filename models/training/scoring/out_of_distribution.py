"""Out-of-distribution check: how confident an ensemble is of speech, noise and the like, against music it has not heard."""
import numpy as np

from training.data import splits
from training.ear import music as music_detector
from training.scoring import ensemble


def confidence(system, logits, music, rows, unit, heard=None):
    """Confidence of the verdicts on whole clips or songs (`unit`) of the rows, and each one's group; `heard` [R] is that they are music."""
    clip = getattr(music, unit)[rows]
    mean, group = ensemble.track_means(system.windows(logits), clip, music.group[rows])
    sure = system.confidence(mean).max(1)
    return (sure if heard is None else sure * ensemble.track_means(heard[:, None], clip)[0][:, 0]), group


def by_kind(judged):
    """Mean confidence and share uncertain by kind of sound; `judged` is a list of (confidence, group, threshold)."""
    sure, kind, unsure = [], [], []
    for values, group, threshold in judged:
        sure.append(values)
        kind.append([splits.kind_of(g) for g in group])
        unsure.append(values < threshold)
    sure, kind, unsure = (np.concatenate(parts) for parts in (sure, kind, unsure))
    told = {"all": share(sure, unsure), "kinds": {str(k): share(sure[kind == k], unsure[kind == k]) for k in np.unique(kind)}}
    return told, sure


def share(sure, unsure):
    return {"clips": len(sure), "confidence": float(sure.mean()), "uncertain": float(unsure.mean())}


def auroc(music, other):
    """How often music is held with more confidence than another sound, of all pairs: the area under the ROC curve."""
    order = np.sort(other)
    below = (np.searchsorted(order, music, "left") + np.searchsorted(order, music, "right")) / 2
    return float(below.mean() / len(other))


def held_out(data, folds):
    """Sounds of kinds that a fold's models never met, beside the rendered music they never heard.

    `folds` is a list of (split, predictions, systems). None where nothing of the kind is there.
    """
    folds = [fold for fold in folds if len(fold[0].other)]
    if not folds:
        return None
    report = {}
    detectors = [None if data.heard is None else music_detector.of(data, split.other) for split, _, _ in folds]
    for name in ensemble.ENSEMBLES:
        judged, music = [], []
        for (split, predictions, systems), detector in zip(folds, detectors):
            system = systems[name]
            for found, source, logits, rows, unit in (
                    (judged, data.other, {m: p.other for m, p in predictions.items()}, split.other, "clip"),
                    (music, data, {m: p.at(split.test) for m, p in predictions.items()}, split.test, "song")):
                heard = None if detector is None else music_detector.heard(detector, data, source, rows)
                found.append((*confidence(system, logits, source, rows, unit, heard), system.threshold))
        report[name], unheard_of = by_kind(judged)
        heard = np.concatenate([sure for sure, _, _ in music])
        report[name]["music"] = share(heard, np.concatenate([sure < t for sure, _, t in music]))
        report[name]["auroc"] = auroc(heard, unheard_of)
    return report
