"""What `train` and `evaluate` share: options, set-up, and how failure is told."""
import argparse
import sys

import numpy as np
import torch

from training.commands import study
from training.data import splits
from training.data.music import DataError, load, load_other
from training.ear import music, recipe
from training.models import members
from training.shipping import shipped

THREADS, FOLDS = 1, 4
FEWEST_OWN = 3      # groups of a genre in a library: one to learn from, one to stop by, one to test with


def arguments(description, place, parts):
    """Command-line options; `place` is (name, help) of the models folder, `parts` what is measured by default."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", metavar="DIR", help="what the extraction wrote")
    parser.add_argument("--features", metavar="FILE", help="instead of --data: a table with columns of numbers, label, and perhaps group")
    parser.add_argument("--library", action="store_true", help="the data is someone's own tracks: no random split, a short report")
    parser.add_argument(f"--{place[0]}", dest="out", required=True, metavar="DIR", help=place[1])
    parser.add_argument("--real", metavar="DIR", help="a second data folder: recordings to look at, never learned from")
    parser.add_argument("--other", metavar="DIR", help="a data folder of what is no music, to be unsure of")
    parser.add_argument("--unlabelled", metavar="DIR", help="a data folder of real music without a genre, to align with")
    parser.add_argument("--corpus", metavar="DIR", help="the folder of the clips' audio, where backbones are trained from the published networks")
    parser.add_argument("--backbones", metavar="DIR", help="the folder of models by whose backbones the embeddings of a library were made")
    parser.add_argument("--sources", metavar="DIR", help="where the published networks lie (DIR or DIR/backbone); else they are fetched from their public origin")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"folds of the grouped cross-validation (default {FOLDS})")
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default 1)")
    parser.add_argument("--quick", action="store_true", help="a few epochs only: shows that it runs, not how well")
    parser.add_argument("--parts", default=parts, help=f"what to measure, with commas between: {', '.join(study.PARTS)} (default {parts})")
    parser.add_argument("--seeds", type=int, default=1, help="seeds of the CNN in the part `seeds` (default 1; the others have at least 3)")
    parser.add_argument("--work", metavar="DIR", help="where trainings are kept, to go on with later (default DATA/runs)")
    options = parser.parse_args()
    if (options.data is None) == (options.features is None):
        parser.error("one of --data and --features is needed")
    options.parts = ["grouped"] if options.library or options.features else study.parts_of(options.parts)
    if options.folds < 1:
        parser.error("--folds must be at least 1")
    if options.seeds < 1:
        parser.error("--seeds must be at least 1")
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


def prepare(options, final, data=None):
    """The study of the data; `final` when the shipped models are built after it."""
    data = data or load(options.data)
    data.networks = recipe.networks_of(options.data) if recipe.made(options.data) else None
    usable(data, FEWEST_OWN if options.library or options.features else splits.PARTS)
    data.other = load_other(options.other) if options.other else None
    data.unlabelled = load_other(options.unlabelled) if options.unlabelled else None
    if data.networks and final and data.other is None:
        raise DataError("what tells music from the rest learns from both: name a data folder of what is no music with --other")
    if data.networks and data.other is not None and data.other.embeddings is not None:
        data.heard = music.heard(music.of(data), data, data, np.arange(len(data)))
    if options.real:
        shipped.unheard(options.real, data)
    options.folds = min(options.folds, splits.most_folds(data))
    found = study.Study(data, options, len(data) * sum(members.COST[m] for m in members.of(data)) if final else 0)
    found.progress.say(f"{len(data)} windows of {len(np.unique(data.clip))} clips, {len(data.genres)} genres, "
                       f"{options.folds} grouped folds")
    return found


def usable(data, fewest):
    """Refuses data too small to split by group."""
    if len(data.genres) < 2:
        raise DataError(f"there is one genre only, {data.genres[0]}: at least two are needed to tell apart")
    for i, genre in enumerate(data.genres):
        groups = len(np.unique(data.group[data.genre == i]))
        if groups < fewest:
            raise DataError(f"{genre} has {groups} groups that can be used; a split by group needs at least {fewest}")
