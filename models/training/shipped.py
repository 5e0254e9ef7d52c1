"""The models that ship: refitted on everything, and looked at on recordings they never saw."""
import json
import os

import numpy as np

import data as training_data
import doubt
import ensemble
import evaluation
import manifest
import members
import splits
from protocol import Protocol


def build(data, held_out, options, progress):
    """Refits every member on all rows for the length the honest folds chose, and writes files and manifest.

    What joins them is fitted on the held-out predictions. Returns the facts about each file.
    """
    everything = splits.Split("everything", np.arange(len(data)), splits.NOTHING, splits.NOTHING)
    os.makedirs(options.out, exist_ok=True)
    manifest.withdraw(options.out)
    facts = {}
    for name in members.of(data):
        length = held_out.lengths[name]
        fitted = members.fit(name, data, everything, options, progress, len(data), length)
        facts[name] = dict(members.save(name, fitted, data, options.out), length=length)
        progress.say(f"{name}.onnx: refitted on everything, {facts[name]['bytes'] / 1e6:.2f} MB, file and framework "
                     f"agree to {facts[name]['largest_difference']:.1g} on {len(data)} rows")
    systems = evaluation.joined(data, held_out.logits, held_out.rows)
    if data.complete:
        manifest.write(options.out, data, systems, options.seed)
    return facts


def joined(folder, data, held_out):
    """The manifest's ensembles, each with the share of held-out tracks above its threshold and their accuracy."""
    systems = constants(folder)[1]
    described = manifest.read(folder)["ensembles"]
    rows = held_out.rows
    for told in described:
        system = systems[told["name"]]
        mean, truth = ensemble.tracks(system.windows(held_out.logits), data.song[rows], data.genre[rows])
        sure = system.confidence(mean)
        kept = sure.max(1) >= system.threshold
        right = sure.argmax(1) == truth
        told["kept"] = {"share": float(kept.mean()), "accuracy": float(right[kept].mean()) if kept.any() else 0.0,
                        "confidence": float(sure.max(1).mean())}
    return described


def constants(folder):
    """Genres and joined systems of a models folder: name -> Joined."""
    told = manifest.read(folder)
    heats = {m["name"]: m["temperature"] for m in told["members"]}
    systems = {m: ensemble.Joined({m: 1.0}, {m: heats[m]}) for m in heats}
    for e in told["ensembles"]:
        systems[e["name"]] = ensemble.Joined(e["weights"], {m: heats[m] for m in e["weights"]},
                                             e["calibration"]["value"], e["threshold"])
    return told["genres"], systems


def unheard(real, learned):
    """The recordings of a second data folder, and the rows of it that share no song or group with `learned`."""
    found = training_data.load(real, learned.genres)
    rows = np.flatnonzero(~np.isin(found.song, learned.song) & ~np.isin(found.group, learned.group))
    if not len(rows):
        raise training_data.DataError(f"every recording of {real} was learned from: nothing to look at")
    return found, rows


def predict(folder, found, rows):
    """Logits of the shipped files on rows of a data folder: member -> [rows, genres]."""
    return {m: members.predict(m, os.path.join(folder, f"{m}.onnx"), found)[rows] for m in members.MEMBERS}


def recordings(folder, real, learned):
    """Track verdicts of the shipped files on recordings they never saw."""
    genres, systems = constants(folder)
    found, rows = unheard(real, learned)
    protocol = Protocol(found)
    protocol.add(systems, predict(folder, found, rows), rows, ("track",))
    report = {"size": evaluation.size(found, rows), "left_out": len(found) - len(rows),
              "systems": {name: told["track"] for name, told in protocol.systems(detail=True).items()}}
    for name, told in report["systems"].items():
        sure, truth, _, song = protocol.gathered(name)
        told["verdicts"] = [{"song": str(s), "genre": genres[t], "verdict": genres[p.argmax()], "confidence": float(p.max())}
                            for s, t, p in zip(song, truth, sure)]
    return report


def other(folder, found):
    """How sure the shipped ensembles are of what is no music, by kind; None where there is none.

    What the manifest names under `trained.other` was learned from as "no genre", so this is no test of it.
    """
    if found is None:
        return None
    rows, systems = np.arange(len(found)), constants(folder)[1]
    logits = predict(folder, found, rows)
    met = manifest.read(folder)["trained"].get("other", [])
    report = {"learned": sorted(set(met) & {splits.kind_of(g) for g in found.group}), "systems": {}}
    for name in ensemble.ENSEMBLES:
        sure, group = doubt.confidence(systems[name], logits, found, rows, "clip")
        report["systems"][name] = doubt.by_kind([(sure, group, systems[name].threshold)])[0]
    return report


def facts(folder):
    """What the last training measured of the files, for those that are still the same."""
    path = os.path.join(folder, "card", "metrics.json")
    if not os.path.isfile(path):
        return {}
    with open(path, encoding="utf-8") as file:
        told = json.load(file).get("files", {})
    return {m: f for m, f in told.items()
            if training_data.digest(os.path.join(folder, f"{m}.onnx")) == f.get("sha256")}
