"""What the feature models see: numbers that a change of level cannot move."""
import math

import numpy as np
import torch

FEATURES = ([f"mfcc_{i}" for i in range(13)] + [f"spectral_contrast_{i}" for i in range(7)]
            + ["spectral_bandwidth", "zero_crossing_rate", "chroma_stft", "rms_harmonic", "rms_percussive"])
INVARIANT = ["mfcc_0 (level removed)"] + FEATURES[1:17] + FEATURES[20:23] + ["harmonic / percussive"]
TEXTURE = ([f"variation_{i}" for i in range(20)] + [f"change_{i}" for i in range(20)]
           + [f"periodicity_{register}_{lag}" for register in range(3) for lag in range(2, 34)])
RMS_HARMONIC, RMS_PERCUSSIVE = FEATURES.index("rms_harmonic"), FEATURES.index("rms_percussive")
WIDTH = len(FEATURES) + len(TEXTURE)                                        # of a context
FEATURE_SETS = {len(FEATURES): "librosa25", WIDTH: "librosa25+texture136"}  # by width, named as in the manifest


class LevelInvariant(torch.nn.Module):
    """[N,25] or [N,161] raw features -> [N,21] or [N,157] float32. A gain of g dB adds sqrt(128) g to mfcc_0 and g to the
    energy e of the two rms values, so mfcc_0 - sqrt(128) e stays; of the rms only their log ratio does.
    Spectral contrast 4 to 6 is left out: where music leaves these bands empty its valleys are the noise
    floor, and a quiet copy of 16 bits has another (measured: up to 3.6 standard deviations at -20 dB).
    The texture compares a spectrogram with itself, so it passes as it is.
    This module is the one definition: the dense network contains it, the trees' ONNX graph starts with it.
    """

    def __init__(self, width):
        """`width` of the rows, 25 or 161; `names` are those of what is made of them."""
        super().__init__()
        self.textured = width > len(FEATURES)
        self.names = INVARIANT + (TEXTURE if self.textured else [])

    def forward(self, features):
        harmonic = features[:, RMS_HARMONIC:RMS_HARMONIC + 1]
        percussive = features[:, RMS_PERCUSSIVE:RMS_PERCUSSIVE + 1]
        level = torch.log(harmonic * harmonic + percussive * percussive + 1e-20) * (10 / math.log(10))
        shape = features[:, 0:1] - level * math.sqrt(128)
        ratio = torch.log((harmonic + 1e-9) / (percussive + 1e-9))
        parts = [shape, features[:, 1:17], features[:, 20:23], ratio]
        return torch.cat(parts + ([features[:, len(FEATURES):]] if self.textured else []), dim=1)


class AsTheyAre(torch.nn.Module):
    """Features of any kind, [N,F] -> [N,F], by the names of a table's columns."""

    def __init__(self, names):
        super().__init__()
        self.names = list(names)

    def forward(self, features):
        return features * 1.0


def transformed(view, features):
    """What the feature models see of raw features [N,F] through a view, one of the modules above; numpy arrays."""
    with torch.no_grad():
        return view(torch.from_numpy(np.ascontiguousarray(features, np.float32))).numpy()


def level_invariant(features):
    """The features as they are seen level-invariant."""
    return transformed(LevelInvariant(features.shape[1]), features)


def mean_and_deviation(view, features):
    """Mean and standard deviation of what is seen [F], the latter never zero."""
    values = transformed(view, features).astype(np.float64)
    return values.mean(0).astype(np.float32), np.maximum(values.std(0), 1e-6).astype(np.float32)


def clamping_range(view, features, tail):
    """Lowest and highest value of what is seen [F], but for the outermost `tail` on each side."""
    return tuple(np.quantile(transformed(view, features), (tail, 1 - tail), axis=0).astype(np.float32))
