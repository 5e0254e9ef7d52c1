"""A folder of models with the backbones and heads that only read their classes: what embeddings are made by before anything learns from them."""
import json
import os

import numpy as np

from training.data.files import digest, replacing
from training.ear import networks
from training.ear.reading import Reading, classes_of
from training.models import members, onnx_export
from training.shipping import backbones, manifest


def write(known, folder):
    """Files and manifest, unless they are there already."""
    os.makedirs(folder, exist_ok=True)
    genres = sorted(classes_of("sounds"))
    backbones.save(known, folder)
    entries = []
    for name, network in known.items():
        path = os.path.join(folder, members.file_of(name))
        head = Reading(name, networks.classifier(name, network), genres)
        onnx_export.save(onnx_export.torch_graph(head, np.zeros((2, networks.WIDTHS[name]), np.float32), "embedding"), path)
        entries.append({"name": name, "file": members.file_of(name), "sha256": digest(path), "input": backbones.input_of(name), "temperature": 1.0})
    told = {"format": 1, "name": "untrained", "genres": genres, "window_s": 6, "hop_s": 6, "skip_s": 30, "context_s": 30,
            "backbones": backbones.described(folder), "members": entries,
            "ensembles": [{"name": "all", "combine": "weighted_mean", "weights": {name: 0.5 for name in known},
                           "calibration": {"kind": "temperature", "value": 1.0}, "threshold": 0.3, "default": True}]}
    with replacing(os.path.join(folder, manifest.FILE), encoding="utf-8") as file:
        json.dump(told, file, indent=2)
