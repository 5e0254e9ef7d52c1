"""The network of the backbone `tags`: the fully convolutional network of Choi et al., "Automatic tagging using deep convolutional
neural networks" (2016), in the form of Won et al., "Evaluation of CNN-based automatic music tagging models" (2020)."""
import torch
from torch import nn

EMBEDDING, TAGS = 64, 50
CHANNELS = (1, 64, 128, 128, 128, EMBEDDING)
POOLING = ((2, 4), (2, 4), (2, 4), (3, 5))      # mel bands, frames: 96 bands become 4, 320 frames one step


class Layer(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.conv = nn.Conv2d(before, after, 3, padding=1)
        self.bn = nn.BatchNorm2d(after)

    def forward(self, x):
        return torch.relu(self.bn(self.conv(x)))


class Fcn(nn.Module):
    """[N,1,96,frames] decibels -> embedding [N,64], the largest activation over time; `classify` makes 50 logits of embeddings.

    The published network pools four of the five steps of its 29 s; ours listens to all it is given.
    """

    def __init__(self):
        super().__init__()
        self.spec_bn = nn.BatchNorm2d(1)
        for i in range(len(CHANNELS) - 1):
            setattr(self, f"layer{i + 1}", Layer(CHANNELS[i], CHANNELS[i + 1]))
        self.dense = nn.Linear(EMBEDDING, TAGS)

    def forward(self, decibels, steps=None):
        """`steps`: how many steps of time the last pooling looks at, as the published network does with 4; None: all."""
        x = self.spec_bn(decibels)
        for i, window in enumerate(POOLING):
            x = nn.functional.max_pool2d(getattr(self, f"layer{i + 1}")(x), window)
        x = self.layer5(x)
        return (x if steps is None else x[..., :steps]).amax((2, 3))

    def classify(self, embedding):
        return self.dense(embedding)
