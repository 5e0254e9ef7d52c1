"""The network of the backbone `sounds`: MobileNetV3-large of width 0.4 on mel spectrograms, as EfficientAT's mn04.

Howard et al., "Searching for MobileNetV3" (2019), table 1; Schmid et al., "Efficient large-scale audio tagging via
transformer-to-CNN knowledge distillation" (2022). Names of the parameters are those of the published weights.
"""
import torch
from torch import nn

WIDTH, EMBEDDING, HIDDEN, CLASSES = 0.4, 384, 512, 527
NORM = {"eps": 1e-3, "momentum": 0.01}
# input, kernel, expanded, output, squeeze-and-excitation, hard-swish (else ReLU), stride
BLOCKS = ((16, 3, 16, 16, False, False, 1), (16, 3, 64, 24, False, False, 2), (24, 3, 72, 24, False, False, 1),
          (24, 5, 72, 40, True, False, 2), (40, 5, 120, 40, True, False, 1), (40, 5, 120, 40, True, False, 1),
          (40, 3, 240, 80, False, True, 2), (80, 3, 200, 80, False, True, 1), (80, 3, 184, 80, False, True, 1),
          (80, 3, 184, 80, False, True, 1), (80, 3, 480, 112, True, True, 1), (112, 3, 672, 112, True, True, 1),
          (112, 5, 672, 160, True, True, 2), (160, 5, 960, 160, True, True, 1), (160, 5, 960, 160, True, True, 1))


def eighths(channels):
    """The nearest multiple of 8, not more than a tenth below."""
    found = max(8, int(channels + 4) // 8 * 8)
    return found + 8 if found < 0.9 * channels else found


def wide(channels):
    return eighths(channels * WIDTH)


def convolution(before, after, kernel, stride=1, groups=1, activation=None):
    layers = [nn.Conv2d(before, after, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False), nn.BatchNorm2d(after, **NORM)]
    return nn.Sequential(*layers, *([activation()] if activation else []))


class Excitation(nn.Module):
    """Squeeze-and-excitation over channels."""

    def __init__(self, channels):
        super().__init__()
        gate = nn.Module()
        gate.fc1 = nn.Linear(channels, eighths(channels // 4))
        gate.fc2 = nn.Linear(eighths(channels // 4), channels)
        self.conc_se_layers = nn.ModuleList([gate])

    def forward(self, x):
        gate = self.conc_se_layers[0]
        return x * torch.sigmoid(gate.fc2(torch.relu(gate.fc1(x.mean((2, 3))))))[:, :, None, None]


class InvertedResidual(nn.Module):
    def __init__(self, before, kernel, expanded, after, excited, swish, stride):
        super().__init__()
        activation = nn.Hardswish if swish else nn.ReLU
        layers = [] if expanded == before else [convolution(before, expanded, 1, activation=activation)]
        layers.append(convolution(expanded, expanded, kernel, stride, expanded, activation))
        if excited:
            layers.append(Excitation(expanded))
        layers.append(convolution(expanded, after, 1))
        self.block = nn.Sequential(*layers)
        self.residual = stride == 1 and before == after

    def forward(self, x):
        return x + self.block(x) if self.residual else self.block(x)


class MobileNet(nn.Module):
    """[N,1,128,frames] of (ln power + 4.5) / 5 -> embedding [N,384]; `classify` makes 527 logits of embeddings."""

    def __init__(self):
        super().__init__()
        blocks = [InvertedResidual(wide(i), k, wide(e), wide(o), se, hs, s) for i, k, e, o, se, hs, s in BLOCKS]
        self.features = nn.Sequential(convolution(1, wide(16), 3, 2, activation=nn.Hardswish), *blocks,
                                      convolution(wide(160), EMBEDDING, 1, activation=nn.Hardswish))
        self.classifier = nn.Sequential(nn.Identity(), nn.Identity(), nn.Linear(EMBEDDING, HIDDEN), nn.Hardswish(),
                                        nn.Identity(), nn.Linear(HIDDEN, CLASSES))

    def forward(self, mel):
        return self.features(mel).mean((2, 3))

    def classify(self, embedding):
        return self.classifier(embedding)
