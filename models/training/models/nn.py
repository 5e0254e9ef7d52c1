"""The dense network: context features to genre logits, level removal and standardisation inside."""
import torch
from torch import nn

from training.data import splits
from training.data.features import clamping_range, mean_and_deviation
from training.models import loop

EPOCHS, QUICK_EPOCHS, BATCH, RATE = 40, 3, 128, 2e-3
JITTER = 0.4      # noise on the standardised features while learning
TAIL = 0.01       # features beyond the outermost percent seen in training are clamped: recordings stray from what was rendered


class DenseNetwork(nn.Module):
    """Raw features [N,F] -> [N,genres] logits; `view` makes of them what is learned from."""
    decay, smoothing, mix = 0.05, 0.1, 0.4

    def __init__(self, genres, view, mean, deviation, lowest, highest):
        super().__init__()
        self.genres = genres
        self.view = view
        self.register_buffer("mean", torch.as_tensor(mean))
        self.register_buffer("spread", torch.as_tensor(deviation))      # named as in the shipped file
        self.register_buffer("lowest", torch.as_tensor(lowest))
        self.register_buffer("highest", torch.as_tensor(highest))
        self.layers = nn.Sequential(
            nn.Linear(len(mean), 128), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(128, 96), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(96, genres))

    def forward(self, features):
        x = torch.minimum(torch.maximum(self.view(features), self.lowest), self.highest)
        x = (x - self.mean) / self.spread
        if self.training:
            x = x + JITTER * torch.randn_like(x)
        return self.layers(x)


def outliers(data):
    """What is no music, as the network sees it, or None."""
    return None if getattr(data, "other", None) is None else torch.from_numpy(data.other.contexts)


class Fitted:
    """A trained dense network with its learning curve."""
    kind, columns = "features", "contexts"

    def __init__(self, data, train, validation, seed, length=None, quick=False, tick=lambda part: None):
        torch.manual_seed(seed)
        epochs = length or (QUICK_EPOCHS if quick else EPOCHS)
        self.model = DenseNetwork(len(data.genres), data.view, *mean_and_deviation(data.view, data.contexts[train]),
                                  *clamping_range(data.view, data.contexts[train], TAIL))
        self.curve, self.length = loop.fit(
            self.model, torch.from_numpy(data.contexts), data.genre, train, validation, epochs, BATCH, RATE,
            seed, tick=lambda: tick(1 / epochs), outliers=outliers(data), candidates=splits.candidate_genres(data, train))

    def logits(self, data, rows):
        return loop.logits(self.model, torch.from_numpy(data.contexts), rows)
