"""The models as they ship: looked at on recordings they never saw and on what is no music."""
import os

import numpy as np

from training.data import music, splits
from training.data.files import digest
from training.ear import music as detector
from training.evaluation.folds import size
from training.models import members
from training.scoring import ensemble, metrics_file, out_of_distribution
from training.scoring.protocol import Protocol
from training.shipping import manifest


def ensembles(folder, data, kept):
    """The manifest's ensembles, each with the share of held-out tracks above its threshold and their accuracy; `kept` are
    the out-of-fold predictions."""
    systems = constants(folder)[1]
    described = manifest.read(folder)["ensembles"]
    rows = kept.rows
    for told in described:
        system = systems[told["name"]]
        mean, truth = ensemble.track_means(system.windows(kept.logits), data.song[rows], data.genre[rows])
        sure = system.confidence(mean)
        certain = sure.max(1) >= system.threshold
        right = sure.argmax(1) == truth
        told["kept"] = {"share": float(certain.mean()), "accuracy": float(right[certain].mean()) if certain.any() else 0.0,
                        "confidence": float(sure.max(1).mean())}
    return described


def constants(folder):
    """Genres and systems of a models folder: name -> FittedEnsemble."""
    told = manifest.read(folder)
    temperatures = {m["name"]: m["temperature"] for m in told["members"]}
    systems = {m: ensemble.FittedEnsemble({m: 1.0}, {m: temperatures[m]}) for m in temperatures}
    for e in told["ensembles"]:
        systems[e["name"]] = ensemble.FittedEnsemble(e["weights"], {m: temperatures[m] for m in e["weights"]},
                                                     e["calibration"]["value"], e["threshold"], e["combine"],
                                                     np.array([e["bias"][g] for g in told["genres"]]) if "bias" in e else None)
    return told["genres"], systems


def unheard(real, learned):
    """The recordings of a second data folder, and the rows of it that share no song or group with `learned`."""
    found = music.load(real, learned.genres)
    rows = np.flatnonzero(~np.isin(found.song, learned.song) & ~np.isin(found.group, learned.group))
    if not len(rows):
        raise music.DataError(f"every recording of {real} was learned from: nothing to look at")
    return found, rows


def predict(folder, found, rows):
    """Logits of the shipped files on rows of a data folder: member -> [rows, genres]."""
    there = [m["name"] for m in manifest.read(folder)["members"]]
    return {m: members.predict(m, os.path.join(folder, members.file_of(m)), found)[rows] for m in there}


def recordings(folder, real, learned):
    """Track verdicts of the shipped files on recordings they never saw."""
    genres, systems = constants(folder)
    found, rows = unheard(real, learned)
    protocol = Protocol(found)
    protocol.add(systems, predict(folder, found, rows), rows, ("track",))
    report = {"size": size(found, rows), "left_out": len(found) - len(rows),
              "systems": {name: told["track"] for name, told in protocol.systems(detail=True).items()}}
    for name, told in report["systems"].items():
        sure, truth, _, song = protocol.gathered(name)
        told["verdicts"] = [{"song": str(s), "genre": genres[t], "verdict": genres[p.argmax()], "confidence": float(p.max())}
                            for s, t, p in zip(song, truth, sure)]
    return report


def other(folder, data):
    """How sure the shipped ensembles are of what is no music, by kind; None where there is none.

    What the manifest names under `trained.other` was learned from as "no genre", so this is no test of it.
    """
    found = data.other
    if found is None:
        return None
    rows, systems = np.arange(len(found)), constants(folder)[1]
    logits = predict(folder, found, rows)
    heard = None if data.heard is None else detector.heard(detector.of(data), data, found, rows)
    met = manifest.read(folder)["trained"].get("other", [])
    report = {"learned": sorted(set(met) & {splits.kind_of(g) for g in found.group}), "systems": {}}
    for name in ensemble.ENSEMBLES:
        sure, group = out_of_distribution.confidence(systems[name], logits, found, rows, "clip", heard)
        report["systems"][name] = out_of_distribution.by_kind([(sure, group, systems[name].threshold)])[0]
    return report


def facts(folder):
    """What the last training measured of the files, for those that are still the same."""
    return {m: f for m, f in metrics_file.read(folder).get("files", {}).items()
            if digest(os.path.join(folder, f.get("file", f"{m}.onnx"))) == f.get("sha256")}
