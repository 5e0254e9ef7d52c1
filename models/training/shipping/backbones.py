"""The backbones as files and in the manifest: what the feature stage runs, and what it is fed with."""
import json
import os
import shutil

import numpy as np
import torch

from training.data.files import digest
from training.ear import mel, networks
from training.models import members, onnx_export, onnx_runner

FRAMES = {"sounds": mel.SOUNDS_FRAMES, "tags": mel.TAGS_FRAMES * mel.TAGS_WINDOWS}
FRONT_ENDS = {"sounds": mel.SOUNDS, "tags": mel.TAGS}
CONTEXTS = {"sounds": {}, "tags": {"context_s": 30, "every": mel.TAGS_WINDOWS}}


def save(known, folder):
    """Writes NAME.onnx of every network; facts about each file."""
    facts = {}
    for name, network in known.items():
        shape = (2, 1, FRONT_ENDS[name].bands, FRAMES[name])
        example = np.random.default_rng(1).normal(0 if name == "sounds" else -20, 1 if name == "sounds" else 15, shape).astype(np.float32)
        path = os.path.join(folder, f"{name}.onnx")
        onnx_export.save(onnx_export.torch_graph(network, example, "mel_spectrogram", "embedding"), path)
        with torch.no_grad():
            expected = network(torch.from_numpy(example)).numpy()
        worst = float(np.abs(onnx_runner.logits(onnx_runner.load(path), example) - expected).max())
        if worst > members.EXACT * max(1.0, float(np.abs(expected).max())):
            raise AssertionError(f"{name}.onnx differs from what was trained by {worst:.2g}")
        facts[f"{name} (backbone)"] = {"file": f"{name}.onnx", "bytes": os.path.getsize(path), "sha256": digest(path), "rows_compared": len(example),
                                       "largest_difference": worst}
    return facts


def described(folder):
    """`backbones` of the manifest for the files in `folder`."""
    return [{"name": name, "file": f"{name}.onnx", "sha256": digest(os.path.join(folder, f"{name}.onnx")), "width": networks.WIDTHS[name],
             "input": {"kind": "mel_spectrogram", "mel": front.parameters(), **CONTEXTS[name],
                       "patch": {"frames": FRAMES[name], "hop": FRAMES[name]}, "axes": ["channel", "mel", "frame"],
                       "mean": front.mean, "std": front.deviation}}
            for name, front in FRONT_ENDS.items()]


def input_of(member):
    """What a member on embeddings is fed with, in the manifest."""
    return {"kind": "embedding", "backbones": [member], **({"context_s": 30} if member == "sounds" else {})}


def inherited(models, folder):
    """Copies the backbones and the hearing network of other models; their entries in the manifest."""
    with open(os.path.join(models, "ensemble.json"), encoding="utf-8") as file:
        told = json.load(file)
    heard = {name: told[name] for name in ("backbones", "hearing") if name in told}
    for entry in [*heard.get("backbones", []), *([heard["hearing"]] if "hearing" in heard else [])]:
        shutil.copyfile(os.path.join(models, entry["file"]), os.path.join(folder, entry["file"]))
    return heard
