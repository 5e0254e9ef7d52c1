#!/usr/bin/python3
"""Writes what `gyms evaluate --neighbours` judges: every track with the probabilities of models that had heard nothing of its group."""
import csv
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine

import numpy as np  # noqa: E402

import ensemble  # noqa: E402
import evaluation  # noqa: E402
import members  # noqa: E402
import session  # noqa: E402
import splits  # noqa: E402
from data import read, read_array, read_table  # noqa: E402
from runs import Run  # noqa: E402

FOLDER, FILE = "neighbours", "tracks.csv"
SYSTEM = "all"
FEATURES = 25


def work():
    options = session.arguments(__doc__, ("models", "models folder; only named in messages"), "honest")
    study = session.prepare(options, final=False)
    kept = evaluation.honest(study.data, options, study.store)
    for run in kept.runs:
        study.store.get(run)
    write(options.data, study.data, judged(study.data, options, study.store))


def judged(data, options, store):
    """Of every row that a fold holds out by its group: (row, probabilities, whether the sound font was unheard too)."""
    rows, probabilities, unheard = [], [], []
    for split in splits.honest(data, options.folds, options.seed):
        runs = {m: Run(split, m, options.seed, evaluation.own_length(m, split, options)) for m in members.of(data)}
        answers, systems = evaluation.fold(data, store, runs)
        new = np.concatenate([split.test, split.apart])
        known_font = evaluation.half_new(data, split)["only the group new"]
        for part, font in ((new, True), (known_font, False)):
            rows.append(part)
            probabilities.append(systems[SYSTEM].windows(evaluation.said(answers, part)))
            unheard.append(np.full(len(part), font))
    rows, first = np.unique(np.concatenate(rows), return_index=True)      # with more folds than parts, the first that holds it out
    return rows, np.concatenate(probabilities)[first], np.concatenate(unheard)[first]


def features(folder, data):
    """The 25 features of every row of the data."""
    _, rows, owner, _ = read(folder)
    known = np.isin(read_table(os.path.join(folder, "clips.csv"), ("genre",))["genre"][owner], data.genres)
    count = len(read_table(os.path.join(folder, "windows.csv"), ("row",))["row"])
    return read_array(folder, "features.npy", (count, FEATURES))[rows[known]].astype(float)


def write(folder, data, said):
    """DATA/neighbours/tracks.csv: a line a track (song)."""
    rows, probabilities, unheard = said
    sound = features(folder, data)[rows]
    names, inverse = np.unique(data.song[rows], return_inverse=True)
    os.makedirs(os.path.join(folder, FOLDER), exist_ok=True)
    path = os.path.join(folder, FOLDER, FILE)
    with open(path + ".part", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["song", "group", "family", "genre", "unheard", *(f"p:{g}" for g in data.genres),
                        *(f"mean:{i}" for i in range(FEATURES)), *(f"spread:{i}" for i in range(FEATURES))])
        for i, song in enumerate(names):
            its = np.flatnonzero(inverse == i)
            row = rows[its[0]]
            table.writerow([song, data.group[row], data.family[row], data.genres[data.genre[row]], int(unheard[its].all()),
                            *(f"{v:.9g}" for part in (probabilities[its].mean(0), sound[its].mean(0), sound[its].std(0)) for v in part)])
    os.replace(path + ".part", path)


if __name__ == "__main__":
    raise SystemExit(session.main(work))
