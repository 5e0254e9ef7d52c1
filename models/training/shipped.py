"""The models that ship: refitted on everything, and looked at on recordings they never saw."""
import json
import os

import numpy as np

import data as training_data
import ensemble
import evaluation
import manifest
import members
import metrics
import splits

NOTHING = np.zeros(0, int)


def build(data, held_out, options, progress):
    """Refits every member on all rows for the length the honest folds chose, and writes files and manifest.

    What joins them is fitted on the held-out predictions. Returns the facts about each file.
    """
    everything = splits.Split("everything", np.arange(len(data)), NOTHING, NOTHING)
    os.makedirs(options.out, exist_ok=True)
    facts = {}
    for name in members.MEMBERS:
        length = held_out.lengths[name]
        fitted = members.fit(name, data, everything, options, progress, len(data), length)
        facts[name] = dict(members.save(name, fitted, data, options.out), length=length)
        progress.say(f"{name}.onnx: refitted on everything, {facts[name]['bytes'] / 1e6:.2f} MB, file and framework "
                     f"agree to {facts[name]['largest_difference']:.1g} on {len(data)} rows")
    systems = ensemble.fit_all(held_out.logits, data.genre[held_out.rows], data.clip[held_out.rows])
    manifest.write(options.out, data, systems, options.seed)
    return facts


def joined(folder, data, held_out):
    """The manifest's ensembles, each with the share of held-out chunks above its threshold and their accuracy."""
    systems = constants(folder)[1]
    described = manifest.read(folder)["ensembles"]
    for told in described:
        system = systems[told["name"]]
        mean, truth = ensemble.tracks(system.windows(held_out.logits), data.clip[held_out.rows], data.genre[held_out.rows])
        sure = system.confidence(mean)
        kept = sure.max(1) >= system.threshold
        right = sure.argmax(1) == truth
        told["kept"] = {"share": float(kept.mean()), "accuracy": float(right[kept].mean()) if kept.any() else 0.0}
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


def recordings(folder, real, learned):
    """Track verdicts of the shipped files on recordings they never saw."""
    genres, systems = constants(folder)
    found, rows = unheard(real, learned)
    logits = {m: members.predict(m, os.path.join(folder, f"{m}.onnx"), found)[rows] for m in members.MEMBERS}
    report = {"size": evaluation.size(found, rows), "left_out": len(found) - len(rows), "systems": {}}
    for name, system in systems.items():
        mean, truth, song = ensemble.tracks(system.windows(logits), found.clip[rows], found.genre[rows], found.song[rows])
        sure = system.confidence(mean)
        report["systems"][name] = metrics.score(sure, truth, genres)
        report["systems"][name]["verdicts"] = [
            {"song": str(s), "genre": genres[t], "verdict": genres[p.argmax()], "confidence": float(p.max())}
            for s, t, p in zip(song, truth, sure)]
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
