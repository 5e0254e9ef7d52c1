"""The mel spectrograms that the backbones see, in torch: what `Features/Mel` computes in C# of the parameters that the manifest names."""
from dataclasses import dataclass

import numpy as np
import torch

RATE = 22_050       # Hz, of all audio


@dataclass(frozen=True)
class Mel:
    """A front end: frames of the STFT, its window, the bank of bands and the logarithm; `parameters` is its place in the manifest."""
    rate: int
    fft: int
    window: int
    symmetric: bool
    hop: int
    bands: int
    highest: float
    linear_in_mel: bool
    gain: float
    logarithm: str                      # `ln` or `db`
    emphasis: tuple = ()                # factor, rate
    mean: float = 0.0
    deviation: float = 1.0

    def parameters(self):
        told = {"sample_rate": self.rate, "n_fft": self.fft, "win_length": self.window, "hop_length": self.hop,
                "window": "hann_symmetric" if self.symmetric else "hann", "center": True, "padding": "reflect"}
        if self.emphasis:
            told["pre_emphasis"] = {"factor": self.emphasis[0], "rate": self.emphasis[1]}
        return {**told, "n_mels": self.bands, "f_min": 0, "f_max": self.highest, "scale": "htk",
                "triangles": "mel" if self.linear_in_mel else "hertz", "norm": "none", "power": 2, "gain": self.gain,
                "log": {"kind": "ln", "offset": 1e-5} if self.logarithm == "ln" else {"kind": "db", "reference": 1}}

    def bank(self):
        """[bins, bands] float32, with pre-emphasis and gain."""
        hertz = np.arange(self.fft // 2 + 1) * self.rate / self.fft
        corners = np.linspace(0, mel_of(self.highest), self.bands + 2)
        place = mel_of(hertz) if self.linear_in_mel else hertz
        corners = corners if self.linear_in_mel else 700 * (10 ** (corners / 2595) - 1)
        rise = (place[:, None] - corners[:-2]) / (corners[1:-1] - corners[:-2])
        fall = (corners[2:] - place[:, None]) / (corners[2:] - corners[1:-1])
        bank = np.maximum(0, np.minimum(rise, fall)) * self.gain
        if self.emphasis:
            factor, rate = self.emphasis
            bank = bank * (np.abs(1 - factor * np.exp(-2j * np.pi * hertz / rate)) ** 2)[:, None]
        return torch.from_numpy(bank.astype(np.float32))

    def __call__(self, samples):
        """[N, samples] float32 at `rate` -> [N, 1, bands, frames], as the network takes it."""
        window = torch.hann_window(self.window, periodic=not self.symmetric)
        spectrum = torch.stft(samples, self.fft, self.hop, self.window, window, center=True, pad_mode="reflect", return_complex=True)
        mel = torch.einsum("nft,fb->nbt", spectrum.real ** 2 + spectrum.imag ** 2, self.bank())
        mel = torch.log(mel + 1e-5) if self.logarithm == "ln" else 10 * torch.log10(mel.clamp(min=1e-10))
        return ((mel - self.mean) / self.deviation)[:, None]


def mel_of(hertz):
    """The scale of HTK."""
    return 2595 * np.log10(1 + np.asarray(hertz) / 700)


# What the published networks see, and the same at our rate.
SOUNDS_ORIGIN_RATE, TAGS_ORIGIN_RATE = 32_000, 16_000
SOUNDS = Mel(RATE, 1024, 551, True, 220, 128, 15_000, True, SOUNDS_ORIGIN_RATE / RATE, "ln", (0.97, SOUNDS_ORIGIN_RATE), -4.5, 5.0)
TAGS_ORIGIN = Mel(TAGS_ORIGIN_RATE, 512, 512, False, 256, 96, 8_000, False, 1.0, "db")
TAGS = Mel(RATE, 1024, 706, False, 413, 96, 8_000, False, (512 / 706) ** 2 * (RATE / 1024) / (TAGS_ORIGIN_RATE / 512), "db")
SOUNDS_FRAMES = 602             # of a window of 6 s
TAGS_FRAMES, TAGS_WINDOWS = 320, 5      # of a window each; five windows are seen at a time


def tags_of(samples):
    """Decibels [N,1,96,1600] of 30 s [N, 661500]: windows by themselves, one after another, as they come in a track."""
    length = samples.shape[1] // TAGS_WINDOWS
    return torch.cat([TAGS(samples[:, i * length:(i + 1) * length])[..., :TAGS_FRAMES] for i in range(TAGS_WINDOWS)], dim=3)


# The published front end of the sounds network, at its own rate: the emphasis is done on the samples there, bin 512 is left out.
def sounds_of_origin(samples):
    """[N, samples] at 32 kHz -> [N, 1, 128, frames], as the published network was trained on."""
    origin = Mel(SOUNDS_ORIGIN_RATE, 1024, 800, True, 320, 128, 15_000, True, 1.0, "ln", (), -4.5, 5.0)
    return origin(samples[:, 1:] - 0.97 * samples[:, :-1])
