"""`ensemble.json`: which files make up the shipped ensemble and how they are joined."""
import json
import os
import platform
from datetime import datetime, timezone

import torch
import xgboost

from training.data import splits
from training.data.features import FEATURE_SETS
from training.data.files import digest
from training.data.music import DataError
from training.models import members
from training.scoring.ensemble import ENSEMBLES
from training.shipping import backbones

SPECTROGRAM = {"kind": "log_spectrogram", "rows": 100, "columns": 100}
NAME, FILE = "starter", "ensemble.json"


def write(folder, data, systems, seed, heard):
    """Writes the manifest for the members whose ONNX files lie in `folder`; `heard` are its entries `backbones` and `hearing`, or none."""
    inputs = {"features": {"kind": "features", "feature_set": FEATURE_SETS[data.contexts.shape[1]]}, "log_spectrogram": SPECTROGRAM}
    describe = {m: {"name": m, "file": members.file_of(m), "sha256": digest(os.path.join(folder, members.file_of(m))),
                    "input": inputs.get(module.Fitted.kind) or backbones.input_of(m), "temperature": systems[m].temperatures[m]}
                for m, module in members.MEMBERS.items() if m in systems}
    ensembles = [{"name": name, "combine": systems[name].combine, "weights": systems[name].weights, **bias(systems[name], data.genres),
                  "calibration": {"kind": "temperature", "value": systems[name].calibration},
                  "threshold": systems[name].threshold} for name in ENSEMBLES if name in systems]
    ensembles[-1]["default"] = True
    manifest = {"format": 1, "name": NAME, "genres": data.genres, "window_s": 6, "hop_s": 6, "skip_s": 30,
                "context_s": 30, **heard, "members": list(describe.values()), "ensembles": ensembles,
                "trained": {"at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), "on": machine(),
                            "corpus_sha256": data.sha256, "seed": seed}}
    if getattr(data, "other", None) is not None:
        manifest["trained"]["other"] = sorted({splits.kind_of(g) for g in data.other.group})
    with open(os.path.join(folder, FILE), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


def bias(system, genres):
    """How far a log-linear join leans to each genre."""
    return {} if system.bias is None else {"bias": dict(zip(genres, map(float, system.bias)))}


def withdraw(folder):
    """Takes away the manifest of models that are about to be written over: half old and half new, they are of no use."""
    path = os.path.join(folder, FILE)
    if os.path.isfile(path):
        os.remove(path)


def machine():
    """Processor family and versions; no names."""
    where = "GPU" if torch.cuda.is_available() else "CPU"
    return (f"{platform.machine()} {where}, Python {platform.python_version()}, torch {torch.__version__}, "
            f"xgboost {xgboost.__version__}")


def read(folder):
    """The manifest of a models folder; raises DataError when there is none."""
    path = os.path.join(folder, FILE)
    if not os.path.isfile(path):
        raise DataError(f"{path} is missing: run gyms train first")
    with open(path, encoding="utf-8") as file:
        return json.load(file)
