"""Writes the reference mel spectrograms beside it, by numpy and librosa's formulas:  python3 make.py"""
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[3] / "models/examples/mel"))
from mel import mel_spectrogram  # noqa: E402

MUSICNN = {
    "sample_rate": 16000, "n_fft": 512, "win_length": 512, "hop_length": 256, "window": "hann", "center": True, "padding": "constant",
    "n_mels": 96, "f_min": 0, "f_max": 8000, "scale": "slaney", "norm": "slaney", "power": 2, "log": {"kind": "log10_1p", "factor": 10000},
}
CASES = {
    "log10_1p": MUSICNN,
    "ln-htk": MUSICNN | {
        "n_fft": 1024, "win_length": 400, "hop_length": 160, "n_mels": 64, "f_min": 125, "f_max": 7500, "scale": "htk", "norm": "none",
        "power": 1, "center": False, "window": "hamming", "log": {"kind": "ln", "offset": 0.01}},
    "db": MUSICNN | {"padding": "reflect", "n_mels": 40, "log": {"kind": "db", "reference": 1.0}},
    "db_max": MUSICNN | {"sample_rate": 22050, "n_fft": 2048, "win_length": 2048, "hop_length": 512, "n_mels": 128, "f_max": 11025,
                         "log": {"kind": "db_max", "top_db": 80}},
    "amplitude": MUSICNN | {"power": 1, "window": "boxcar", "n_mels": 32, "scale": "htk", "log": {"kind": "db_max", "top_db": 40}},
    "none": MUSICNN | {"n_mels": 24, "f_min": 300, "norm": "none", "log": {"kind": "none"}},
    # A bank made for 44.1 kHz, laid in mels: most of its highest bands are above what there is.
    "other-rate": MUSICNN | {
        "n_fft": 2048, "win_length": 1201, "hop_length": 700, "window": "hann_symmetric", "padding": "reflect", "f_max": 20000, "power": 1,
        "triangles": "mel", "gain": 3.5, "pre_emphasis": {"factor": 0.95, "rate": 44100}, "log": {"kind": "ln", "offset": 0.001}},
    "mel-htk": MUSICNN | {"scale": "htk", "triangles": "mel", "norm": "none", "n_mels": 20, "pre_emphasis": {"factor": 0.97, "rate": 16000}},
    "short": MUSICNN | {"n_fft": 64, "win_length": 40, "hop_length": 48, "n_mels": 8, "triangles": "hertz", "gain": 0.5, "log": {"kind": "db", "reference": 1.0}},
    "long": MUSICNN | {"n_fft": 8192, "win_length": 8192, "hop_length": 1000, "padding": "reflect"},
    "middle": MUSICNN | {"n_fft": 4096, "win_length": 4000, "hop_length": 1000, "center": False},
}

rng = np.random.default_rng(1)
t = np.arange(9000) / 16000
samples = (0.2 * np.sin(2 * np.pi * (200 + 3000 * t) * t) + 0.05 * rng.standard_normal(t.size) * (t > 0.2)).astype(np.float32)
np.save(HERE / "input.npy", samples)
(HERE / "cases.json").write_text(json.dumps(CASES, indent=2) + "\n")
for name, parameters in CASES.items():
    np.save(HERE / f"{name}.npy", mel_spectrogram(samples, parameters))
