#!/usr/bin/python3
"""Times what librosa does for one clip, stage by stage, on the core this process is pinned to.

With librosa installed it is librosa itself; without it, the same calls written out in numpy and scipy (the same number of STFTs, double
precision FFTs, scipy.ndimage.median_filter), and labelled so. Prints one JSON object: {"label", "stages": {name: seconds},
"features_s", "png_s"}; the least of the repetitions, so that a busy machine does not flatter the other side.

usage: reference.py CLIP.wav [REPETITIONS]
"""
import io, json, sys, time, wave
import numpy as np

SR, N, HOP = 22050, 2048, 512
F = np.arange(1025) * SR / N
TINY = np.finfo(np.float32).tiny


def load(path):
    with wave.open(path) as w:
        return np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(np.float32) / 32768


class Librosa:
    label = "librosa"

    def __init__(self):
        import librosa
        self.l, self.label = librosa, "librosa " + librosa.__version__
        f = librosa.feature
        self.stages = {
            "mfcc": lambda y: f.mfcc(y=y, sr=SR, n_mfcc=13),
            "contrast": lambda y: f.spectral_contrast(y=y, sr=SR),
            "bandwidth": lambda y: f.spectral_bandwidth(y=y, sr=SR),
            "zcr": lambda y: f.zero_crossing_rate(y),
            "chroma": lambda y: f.chroma_stft(y=y, sr=SR),
            "hpss": lambda y: librosa.effects.hpss(y),
            "rms": lambda y: (f.rms(y=y), f.rms(y=y)),
        }

    def stft(self, y): return self.l.stft(y)
    def db(self, s): return self.l.amplitude_to_db(s, ref=np.max)


class Numpy:
    label = "numpy/scipy doing what librosa does"

    def __init__(self):
        from scipy import fft, ndimage
        self.fft, self.median = fft, ndimage.median_filter
        self.win = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N) / N)
        self.mel = np.random.default_rng(0).random((128, 1025), dtype=np.float32)
        self.chroma_bank = np.random.default_rng(1).random((12, 1025), dtype=np.float32)
        self.stages = {"mfcc": self.mfcc, "contrast": self.contrast, "bandwidth": self.bandwidth, "zcr": self.zcr,
                       "chroma": self.chroma, "hpss": self.hpss, "rms": lambda y: (self.rms(y), self.rms(y))}

    def frames(self, y, mode="constant"):
        return np.lib.stride_tricks.sliding_window_view(np.pad(y, N // 2, mode=mode), N)[::HOP]

    def stft(self, y):
        return self.fft.rfft(self.frames(y) * self.win, axis=1).T.astype(np.complex64)

    def istft(self, X, n):
        t = X.shape[1]
        fr = (self.fft.irfft(X.T, N, axis=1) * self.win).astype(np.float32)
        y, w2 = np.zeros(N + HOP * (t - 1), np.float32), np.zeros(N + HOP * (t - 1))
        for i in range(t):
            y[i * HOP:i * HOP + N] += fr[i]
            w2[i * HOP:i * HOP + N] += self.win ** 2
        y = y[N // 2:N // 2 + n] / np.maximum(w2[N // 2:N // 2 + n], TINY)
        return np.pad(y, (0, n - len(y)))

    def power_db(self, v):
        d = 10 * np.log10(np.maximum(1e-10, v))
        return np.maximum(d, d.max() - 80)

    def mfcc(self, y):
        return self.fft.dct(self.power_db(self.mel @ np.abs(self.stft(y)) ** 2), axis=0, norm="ortho")[:13]

    def contrast(self, y):
        S, out, edges = np.abs(self.stft(y)), [], [0] + [200 * 2 ** i for i in range(7)]
        for k in range(7):
            b = S[(F >= edges[k]) & (F <= edges[k + 1])]
            s, q = np.sort(b, axis=0), max(1, int(np.rint(0.02 * len(b))))
            out.append((s[:q].mean(0), s[-q:].mean(0)))
        v, p = np.array(out).transpose(1, 0, 2)
        return self.power_db(p) - self.power_db(v)

    def bandwidth(self, y):
        S = np.abs(self.stft(y))
        Q = S / np.maximum(S.sum(0), TINY)
        c = (F[:, None] * Q).sum(0)
        return np.sqrt((Q * np.abs(np.subtract.outer(F, c)) ** 2).sum(0))

    def zcr(self, y):
        neg = np.signbit(np.where(np.abs(f := self.frames(y, "edge")) <= 1e-10, 0, f))
        return (neg[:, 1:] != neg[:, :-1]).mean(1)

    def chroma(self, y):
        P = np.abs(self.stft(y)) ** 2
        a, b = P[2:] + P[:-2] - 2 * P[1:-1], (P[2:] - P[:-2]) / 2
        shift = np.where(np.abs(b) >= np.abs(a), 0, -b / np.where(a == 0, 1, a))
        V = P * (P > 0.1 * P.max(0))
        peak = (V[1:-1] > V[:-2]) & (V[1:-1] >= V[2:]) & ((F[1:-1] >= 150) & (F[1:-1] < 4000))[:, None]
        pitch = (np.arange(1, 1024)[:, None] + shift)[peak] * SR / N
        if len(pitch): np.histogram(np.mod(12 * np.log2(pitch / 27.5), 1.0) - 0.5, np.linspace(-0.5, 0.5, 101))
        c = self.chroma_bank @ P
        return c / np.maximum(c.max(0), TINY)

    def hpss(self, y):
        X = self.stft(y)
        S = np.abs(X)
        h = self.median(S, size=(1, 31), mode="reflect")
        p = self.median(S, size=(31, 1), mode="reflect")
        z = np.maximum(np.maximum(h, p), TINY)
        h2, p2 = (h / z) ** 2, (p / z) ** 2
        m = h2 / np.maximum(h2 + p2, TINY)
        return self.istft(X * m, len(y)), self.istft(X * (1 - m), len(y))

    def rms(self, y):
        return np.sqrt((self.frames(y) ** 2).mean(1))

    def db(self, s):
        d = 20 * np.log10(np.maximum(1e-5, s)) - 20 * np.log10(max(1e-5, s.max()))
        return np.maximum(d, d.max() - 80)


def png(side, y):
    """A 100x100 picture of one window through matplotlib, as librosa.display.specshow(..., y_axis="log") draws it."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    d = side.db(np.abs(side.stft(y)))
    fig = plt.figure(figsize=(1, 1), dpi=100)
    ax = fig.add_axes([0, 0, 1, 1])
    ax.pcolormesh(np.arange(d.shape[1] + 1) * HOP / SR, np.append(F, F[-1]) , d, shading="flat", cmap="gray", rasterized=True)
    ax.set_yscale("symlog", base=2, linthresh=440 * 2 ** (-33 / 12))
    ax.axis("off")
    out = io.BytesIO()
    fig.savefig(out, format="png")
    plt.close(fig)
    return out.getvalue()


def least(f, repetitions):
    best = float("inf")
    for _ in range(repetitions):
        start = time.perf_counter()
        f()
        best = min(best, time.perf_counter() - start)
    return best


def main():
    y, repetitions = load(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    try:
        side = Librosa()
    except ImportError:
        side = Numpy()
    stages = {name: least(lambda: f(y), repetitions) for name, f in side.stages.items()}
    stages["stft"] = least(lambda: np.abs(side.stft(y)), repetitions)
    try:
        picture = least(lambda: png(side, y[:6 * SR]), repetitions + 1)
    except ImportError:
        picture = None
    json.dump({"label": side.label, "stages": stages, "features_s": sum(stages.values()) - stages["stft"], "png_s": picture}, sys.stdout)


main()
