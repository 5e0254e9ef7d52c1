"""What `train` and `evaluate` share: options, set-up, the report, and how failure is told."""
import argparse
import json
import os
import sys

import numpy as np
import torch

import card
import evaluation
import manifest
import members
import progress
import shipped
import splits
from data import DataError, load, load_other

THREADS, FOLDS = 2, 4
FEWEST_OWN = 3      # groups of a genre in a library: one to learn from, one to stop by, one to test with


def arguments(description, place):
    """Command-line options; `place` is (name, help) of the models folder."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", metavar="DIR", help="what the extraction wrote")
    parser.add_argument("--features", metavar="FILE", help="instead of --data: a table with columns of numbers, label, and perhaps group")
    parser.add_argument("--library", action="store_true", help="the data is someone's own tracks: no flattering protocol, a short report")
    parser.add_argument(f"--{place[0]}", dest="out", required=True, metavar="DIR", help=place[1])
    parser.add_argument("--real", metavar="DIR", help="a second data folder: recordings to look at, never learned from")
    parser.add_argument("--other", metavar="DIR", help="a data folder of what is no music, for doubt")
    parser.add_argument("--unlabelled", metavar="DIR", help="a data folder of real music without a genre, to align with")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"honest folds (default {FOLDS})")
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default 1)")
    parser.add_argument("--quick", action="store_true", help="a few epochs only: shows that it runs, not how well")
    options = parser.parse_args()
    if (options.data is None) == (options.features is None):
        parser.error("one of --data and --features is needed")
    if options.folds < 1:
        parser.error("--folds must be at least 1")
    return options


def main(work):
    """Runs `work()`: exit code 0 when all went well, 1 when it failed, 2 when the input cannot be used."""
    torch.set_num_threads(THREADS)
    try:
        work()
    except DataError as fault:
        print(f"gyms: {fault}", file=sys.stderr)
        return 2
    except (AssertionError, ArithmeticError, OSError) as fault:
        print(f"gyms: training failed: {fault}", file=sys.stderr)
        return 1
    return 0


def prepare(options, final):
    """The data and a progress that knows how much work lies ahead; `final` when the shipped models are built."""
    data = load(options.data)
    usable(data, FEWEST_OWN if options.library else splits.PARTS)
    data.other = load_other(options.other) if options.other else None
    data.unlabelled = load_other(options.unlabelled) if options.unlabelled else None
    if options.real:
        shipped.unheard(options.real, data)
    options.folds = min(options.folds, splits.most_folds(data))
    learned = [len(s.train) for s in splits.honest(data, options.folds, options.seed)]
    rows = sum(learned) + (0 if options.library else 0.72 * len(data)) + (len(data) if final else 0)
    watch = progress.Progress(rows * sum(members.COST.values()))
    watch.say(f"{len(data)} windows of {len(np.unique(data.clip))} clips, {len(data.genres)} genres, "
              f"{options.folds} honest folds")
    return data, watch


def usable(data, fewest):
    """Refuses data too small to split honestly."""
    if len(data.genres) < 2:
        raise DataError(f"there is one genre only, {data.genres[0]}: at least two are needed to tell apart")
    for i, genre in enumerate(data.genres):
        groups = len(np.unique(data.group[data.genre == i]))
        if groups < fewest:
            raise DataError(f"{genre} has {groups} groups that can be used; an honest split needs at least {fewest}")


def measure(data, options, watch, command):
    """Trains and measures both protocols. Returns the report so far and what was said of held-out music."""
    honest, held_out = evaluation.honest(data, options, watch)
    report = {"command": command, "genres": data.genres, "data": evaluation.size(data, np.arange(len(data))),
              "families": splits.held_families(data.family), "collections": sorted(set(data.collection.tolist())), "measured": manifest.machine(), "seed": options.seed,
              "quick": options.quick, "honest": honest, "flattering": evaluation.flattering(data, options, watch)}
    return report, held_out


def publish(report, data, held_out, options):
    """Adds what concerns the shipped files, writes metrics.json and the card made of it."""
    report["joined"] = shipped.joined(options.out, data, held_out)
    if options.real:
        report["recordings"] = shipped.recordings(options.out, options.real, data)
    place = os.path.join(options.out, "card")
    os.makedirs(place, exist_ok=True)
    with open(os.path.join(place, "metrics.json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)
        file.write("\n")
    card.write(options.out)
