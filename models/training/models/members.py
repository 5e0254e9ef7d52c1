"""The members of the ensemble, and how each is fitted, scored and written."""
import os

import numpy as np

from training.data.music import digest
from training.models import cnn, nn, onnx_export, onnx_runner, sounds, tags, xgb

MEMBERS = {"xgb": xgb, "nn": nn, "cnn": cnn, "sounds": sounds, "tags": tags}
COST = {"xgb": 2, "nn": 1, "cnn": 20, "sounds": 1, "tags": 1}       # rough share of the time, for the progress lines
SAMPLES = {"xgb": 16, "nn": 16, "cnn": 8, "sounds": 16, "tags": 16}   # rows kept for the parity check
EXACT = 1e-4


def of(data):
    """Names of the members that can learn from the data: a table of features has no spectrograms."""
    return [name for name, module in MEMBERS.items() if getattr(data, module.Fitted.columns) is not None]


def fit(name, data, split, options, progress, rows, length=None):
    """Trains member `name` on a split; `rows` is how many windows it learns from, for the time left."""
    return MEMBERS[name].Fitted(data, split.train, split.validation, options.seed, length, options.quick,
                                lambda part: progress.advance(COST[name] * rows * part, f"{split.name}: {name}"))


def inputs(name, data, rows):
    """What the ONNX file of a member takes: [N,F] or [N,1,100,100] float32."""
    fitted = MEMBERS[name].Fitted
    if fitted.columns == "embeddings":
        return fitted.inputs(data, rows)
    values = getattr(data, fitted.columns)[rows].astype(np.float32)
    return values[:, None] if values.ndim == 3 else values


def save(name, fitted, data, folder):
    """Writes NAME.onnx and its parity arrays, and compares file and framework on every row.

    Returns what was measured; raises AssertionError when they differ by more than EXACT.
    """
    every = np.arange(len(data))
    example = inputs(name, data, every[:2])
    model = onnx_export.trees(fitted, example) if name == "xgb" else onnx_export.network(fitted, example)
    path = os.path.join(folder, file_of(name))
    onnx_export.save(model, path)
    expected = fitted.logits(data, every).astype(np.float32)
    found = predict(name, path, data)
    worst = float(np.abs(found - expected).max())
    if worst > EXACT:
        raise AssertionError(f"{file_of(name)} differs from what was trained by {worst:.2g}")
    kept = np.linspace(0, len(data) - 1, SAMPLES[name]).astype(int)
    os.makedirs(os.path.join(folder, "parity"), exist_ok=True)
    np.save(os.path.join(folder, "parity", f"{name}.input.npy"), inputs(name, data, kept))
    np.save(os.path.join(folder, "parity", f"{name}.logits.npy"), fitted.logits(data, kept).astype(np.float32))
    return {"file": file_of(name), "bytes": os.path.getsize(path), "sha256": digest(path), "rows_compared": len(data), "largest_difference": worst}


def file_of(name):
    """The file of a member; a member that hears by a backbone has another name than it."""
    return f"{name}-head.onnx" if MEMBERS[name].Fitted.columns == "embeddings" else f"{name}.onnx"


def predict(name, path, data):
    """Logits of a shipped ONNX file on every row of the data."""
    model, every = onnx_runner.load(path), np.arange(len(data))
    return np.concatenate([onnx_runner.logits(model, inputs(name, data, rows))
                           for rows in np.array_split(every, max(1, len(every) // 1024))])
