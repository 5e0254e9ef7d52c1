"""Trains on someone's own labelled tracks: all three members, measured on tracks and artists held out."""
import os

import numpy as np

from training.commands import session
from training.evaluation import verdicts
from training.evaluation.folds import size
from training.reports import text_report
from training.scoring import metrics_file
from training.shipping import manifest, refit


def train(options):
    """From the data folder to models, manifest, card and the printed report."""
    study = session.prepare(options, final=True)
    data, kept = study.data, study.out_of_fold()
    facts = refit.build(data, kept, options, study.progress)
    publish(options.out, dict(measure(data, kept, options, "track"), files=facts))
    study.progress.say(f"wrote {options.out}: {manifest.FILE}, CARD.md")


def measure(data, kept, options, unit):
    """The figures of the report, from out-of-fold predictions."""
    said = verdicts.of(data, kept)
    default = "all" if "all" in said else "nn+xgb"
    return {"command": "train", "unit": unit, "genres": data.genres, "data": size(data, np.arange(len(data))),
            "folds": len(kept.folds), "seed": options.seed, "quick": options.quick, "default": default,
            "systems": {name: verdicts.figures(v, data.genres) for name, v in said.items()},
            "suspects": verdicts.suspects(said[default], data.genres)}


def publish(folder, told):
    """Writes card/metrics.json and CARD.md, and prints the report."""
    metrics_file.write(folder, told)
    with open(os.path.join(folder, "CARD.md"), "w", encoding="utf-8") as file:
        file.write(text_report.card(told))
    print(text_report.text(told))
