"""Trains on someone's own labelled tracks: all three members, measured on tracks and artists held out."""
import json
import os

import numpy as np

import evaluation
import report
import session
import shipped
import verdicts


def train(options):
    """From the data folder to models, manifest, card and the printed report."""
    study = session.prepare(options, final=True)
    data, held_out = study.data, study.held_out()
    facts = shipped.build(data, held_out, options, study.progress)
    told = measure(data, held_out, options, "track")
    publish(options.out, dict(told, files=facts))
    study.progress.say(f"wrote {options.out}: {shipped.manifest.FILE}, CARD.md")


def measure(data, held_out, options, unit):
    """The figures of the report."""
    said = verdicts.of(data, held_out)
    default = "all" if "all" in said else "nn+xgb"
    return {"command": "train", "unit": unit, "genres": data.genres, "data": evaluation.size(data, np.arange(len(data))),
            "folds": len(held_out.folds), "seed": options.seed, "quick": options.quick, "default": default,
            "systems": {name: verdicts.figures(v, data.genres) for name, v in said.items()},
            "suspects": verdicts.suspects(said[default], data.genres)}


def publish(folder, told):
    """Writes card/metrics.json and CARD.md, and prints the report."""
    os.makedirs(os.path.join(folder, "card"), exist_ok=True)
    with open(os.path.join(folder, "card", "metrics.json"), "w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
        file.write("\n")
    with open(os.path.join(folder, "CARD.md"), "w", encoding="utf-8") as file:
        file.write(report.card(told))
    print(report.text(told))
