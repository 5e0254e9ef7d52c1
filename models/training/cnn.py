"""The convolutional network: a 100x100 log spectrogram of 6 s to genre logits, about 10 million
multiply-adds, so that a window takes well under 3 ms of one core."""
import torch
from torch import nn

import augment
import loop

EPOCHS, QUICK_EPOCHS, BATCH, RATE = 20, 1, 64, 4e-3
CHANNELS = (16, 32, 64, 96)


class ConvolutionalNetwork(nn.Module):
    """[N,1,100,100] of (dB+80)/80 -> [N,genres] logits: strided convolutions, then the mean over time
    and frequency. Each step halves both axes; a coordinate plane tells low notes from high ones."""
    decay, smoothing, mix = 0.05, 0.05, 0.0

    def __init__(self, genres):
        super().__init__()
        self.genres = genres
        self.register_buffer("height", torch.linspace(-1, 1, augment.SIZE).view(1, 1, -1, 1))
        layers, before = [], 2
        for i, after in enumerate(CHANNELS):
            size = 5 if i == 0 else 3
            layers += [nn.Conv2d(before, after, size, 2, size // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
            before = after
        self.layers = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(before, genres))

    def forward(self, spectrogram):
        x = spectrogram - 0.5
        x = torch.cat([x, x * self.height], dim=1).contiguous(memory_format=torch.channels_last)
        return self.head(self.layers(x).mean((2, 3)))


class Fitted:
    """A trained CNN with its learning curve."""
    kind, columns = "log_spectrogram", "spectrograms"

    def __init__(self, data, train, validation, seed, length=None, quick=False, tick=lambda part: None):
        torch.manual_seed(seed)
        epochs = length or (QUICK_EPOCHS if quick else EPOCHS)
        self.model = ConvolutionalNetwork(len(data.genres)).to(memory_format=torch.channels_last)
        self.curve, self.length = loop.fit(
            self.model, self.images(data), data.genre, train, validation, epochs, BATCH, RATE, seed,
            augment=augment.perturb, tick=lambda: tick(1 / epochs))

    @staticmethod
    def images(data):
        return torch.from_numpy(data.spectrograms)[:, None]

    def logits(self, data, rows):
        return loop.logits(self.model, self.images(data), rows)
