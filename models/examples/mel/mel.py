"""Mel spectrograms by librosa's formulas in numpy, with the parameters named as in a manifest."""
import math

import numpy as np
from scipy.signal import get_window


def mel_spectrogram(samples, p):
    """[frames, n_mels] float32 of mono `samples` at p["sample_rate"] Hz; `p` is the `mel` object of a manifest."""
    n_fft, window = p["n_fft"], get_window(p["window"].removesuffix("_symmetric"), p["win_length"], fftbins=not p["window"].endswith("_symmetric"))
    before = (n_fft - p["win_length"]) // 2
    window = np.pad(window, (before, n_fft - p["win_length"] - before))
    samples = np.asarray(samples, np.float64)
    if p["center"]:
        samples = np.pad(samples, n_fft // 2, mode=p["padding"])
    frames = np.lib.stride_tricks.sliding_window_view(samples, n_fft)[:: p["hop_length"]]
    power = np.abs(np.fft.rfft(frames * window)) ** p["power"]
    return scaled(power @ filters(p).T, p).astype(np.float32)


def filters(p):
    """[n_mels, n_fft / 2 + 1]: triangles whose corners are evenly spaced on the mel scale, times what else the bins are multiplied by."""
    to_mel, to_hertz = SCALES[p["scale"]]
    mels = np.linspace(to_mel(p["f_min"]), to_mel(p["f_max"]), p["n_mels"] + 2)
    hertz, bins = to_hertz(mels), np.arange(p["n_fft"] // 2 + 1) * p["sample_rate"] / p["n_fft"]
    x, corners = (np.array([to_mel(f) for f in bins]), mels) if p.get("triangles") == "mel" else (bins, hertz)
    low, centre, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    weights = np.maximum(0, np.minimum((x - low) / (centre - low), (high - x) / (high - centre))) * p.get("gain", 1)
    if "pre_emphasis" in p:
        factor, rate = p["pre_emphasis"]["factor"], p["pre_emphasis"]["rate"]
        weights *= np.abs(1 - factor * np.exp(-2j * np.pi * bins / rate)) ** p["power"]
    return weights * 2 / (hertz[2:] - hertz[:-2])[:, None] if p["norm"] == "slaney" else weights


def scaled(mel, p):
    """The values on the logarithmic scale that p["log"] names."""
    log = p["log"]
    match log["kind"]:
        case "none":
            return mel
        case "ln":
            return np.log(mel + log["offset"])
        case "log10_1p":
            return np.log10(1 + log["factor"] * mel)
        case "db" | "db_max":
            least = 1e-10 ** (p["power"] / 2)           # librosa's amin
            decibels = 20 / p["power"] * np.log10(np.maximum(mel, least))
            reference = log["reference"] if log["kind"] == "db" else max(mel.max(), least)
            decibels -= 20 / p["power"] * math.log10(reference)
            return np.maximum(decibels, decibels.max() - log["top_db"]) if "top_db" in log else decibels


def _slaney_to_mel(hertz):
    return hertz * 3 / 200 if hertz < 1000 else 15 + math.log(hertz / 1000) * 27 / math.log(6.4)


def _slaney_to_hertz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(math.log(6.4) / 27 * (mel - 15)))


SCALES = {
    "slaney": (_slaney_to_mel, _slaney_to_hertz),
    "htk": (lambda hertz: 2595 * math.log10(1 + hertz / 700), lambda mel: 700 * (10 ** (mel / 2595) - 1)),
}
