"""The table of tracks that the neighbours are judged by: features, embedding, and probabilities of models that had heard
nothing of a track's group."""
import csv
import os

import numpy as np

from training.data import music
from training.data.features import FEATURES
from training.data.files import replacing
from training.ear import space
from training.evaluation.cross_validation import fold_runs, out_of_fold, partly_new
from training.evaluation.folds import logits_of, predict, split_of
from training.evaluation.out_of_fold import cross_fitted

FOLDER, FILE = "neighbours", "tracks.csv"
SYSTEM = "all"


def judged(data, options, store):
    """Of every row that a fold holds out by its group: (row, probabilities, whether the sound font was unheard too)."""
    rows, probabilities, unheard = [], [], []
    folds = fold_runs(data, options, options.seed)
    kept = out_of_fold(data, options, store)
    joined = cross_fitted(data, kept) if len(folds) > 1 else None       # as what ships is joined
    for k, runs in enumerate(folds):
        split = split_of(runs)
        predictions, systems = predict(data, store, runs)
        systems = joined[k] if joined else systems
        new = np.concatenate([split.test, split.recordings])
        known_font = partly_new(data, split)["only the group new"]
        for part, font in ((new, True), (known_font, False)):
            rows.append(part)
            probabilities.append(systems[SYSTEM].windows(logits_of(predictions, part)))
            unheard.append(np.full(len(part), font))
    rows, first = np.unique(np.concatenate(rows), return_index=True)      # with more folds than parts, the first that holds it out
    return rows, np.concatenate(probabilities)[first], np.concatenate(unheard)[first]


def placed(data):
    """Where every window lies among others, as the hearing network that ships puts it [N,24]; None without backbones. Nothing of a genre
    is learned in that."""
    if not data.networks:
        return None
    values = space.of(data.networks, data.embeddings)
    mean, axes = space.fit(values, data.song)
    return (values - mean) @ axes


def write(folder, data, found, embeddings=None):
    """DATA/neighbours/tracks.csv: a line a track (song).

    `embeddings` [N,D] float, a row a window of the data, all of one network (those of several cannot be compared with each
    other), scaled so that the squared distance of two tracks is 1 on average; without them the table has no such columns.
    """
    rows, probabilities, unheard = found
    sound = music.features(folder, data.genres)[rows]
    place = np.zeros((len(rows), 0)) if embeddings is None else np.asarray(embeddings)[rows]
    names, inverse = np.unique(data.song[rows], return_inverse=True)
    os.makedirs(os.path.join(folder, FOLDER), exist_ok=True)
    with replacing(os.path.join(folder, FOLDER, FILE), newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["song", "group", "family", "genre", "unheard", *(f"p:{g}" for g in data.genres),
                        *(f"mean:{i}" for i in range(len(FEATURES))), *(f"spread:{i}" for i in range(len(FEATURES))),
                        *(f"embedding:{i}" for i in range(place.shape[1]))])
        for i, song in enumerate(names):
            its = np.flatnonzero(inverse == i)
            row = rows[its[0]]
            table.writerow([song, data.group[row], data.family[row], data.genres[data.genre[row]], int(unheard[its].all()),
                            *(f"{v:.9g}" for part in (probabilities[its].mean(0), sound[its].mean(0), sound[its].std(0),
                                                             place[its].mean(0)) for v in part)])
