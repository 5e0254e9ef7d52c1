"""The convolutional network: a 100x100 log spectrogram of 6 s to genre logits, about 24 million
multiply-adds, so that a window takes well under 3 ms of one core."""
import torch
from torch import nn

from training.data import splits
from training.models import augment, loop

EPOCHS, QUICK_EPOCHS, BATCH, RATE = 12, 1, 64, 4e-3
CHANNELS = (24, 48, 96, 128)


class ConvolutionalNetwork(nn.Module):
    """[N,1,100,100] of (dB+80)/80 -> [N,genres] logits: strided convolutions that each halve both axes, then the mean
    over time and frequency beside the loudest moment of the mean over frequency.

    It sees three planes: the spectrogram; the same times its height, which tells low notes from high ones; and the
    spectrogram less each row's mean, which an equaliser, a room or another instrument's timbre hardly moves.
    """
    decay, smoothing, mix = 0.05, 0.05, 0.0

    def __init__(self, genres):
        super().__init__()
        self.genres = genres
        self.register_buffer("height", torch.linspace(-1, 1, augment.SIZE).view(1, 1, -1, 1))
        layers, before = [], 3
        for i, after in enumerate(CHANNELS):
            size = 5 if i == 0 else 3
            layers += [nn.Conv2d(before, after, size, 2, size // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)]
            before = after
        self.layers = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * before, genres))

    def forward(self, spectrogram):
        x = spectrogram - 0.5
        movement = x - x.mean((3,), keepdim=True)
        x = torch.cat([x, x * self.height, movement], dim=1).contiguous(memory_format=torch.channels_last)
        x = self.layers(x).mean((2,))
        return self.head(torch.cat([x.mean((2,)), x.amax((2,))], dim=1))


class Fitted:
    """A trained CNN with its learning curve."""
    kind, columns = "log_spectrogram", "spectrograms"

    def __init__(self, data, train, validation, seed, length=None, quick=False, tick=lambda part: None):
        torch.manual_seed(seed)
        epochs = length or (QUICK_EPOCHS if quick else EPOCHS)
        self.model = ConvolutionalNetwork(len(data.genres)).to(memory_format=torch.channels_last)
        unlabelled, other = getattr(data, "unlabelled", None), getattr(data, "other", None)
        recorded = None if unlabelled is None else augment.spectra(self.images(unlabelled).float())
        self.curve, self.length = loop.fit(
            self.model, self.images(data), data.genre, train, validation, epochs, BATCH, RATE, seed,
            augment=lambda x, rng: augment.perturb(x, rng, recorded), tick=lambda: tick(1 / epochs),
            outliers=None if other is None else self.images(other),
            candidates=splits.candidate_genres(data, train))

    @staticmethod
    def images(data):
        return torch.from_numpy(data.spectrograms)[:, None]

    def logits(self, data, rows):
        return loop.logits(self.model, self.images(data), rows)
