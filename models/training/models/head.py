"""A small network on embeddings: what both members that hear by a backbone are. Where the published classes speak of the genres, it
starts from what they say and learns by how much to correct them; otherwise it learns from nothing."""
import numpy as np
import torch
from torch import nn

from training.data import splits
from training.data.shares import shares
from training.ear import networks
from training.ear.reading import Reading, classes_of

EPOCHS, QUICK_EPOCHS = 60, 5
STEP, DECAY = 0.02, 0.02            # of Adam on all rows at once; of the correction


class Head(nn.Module):
    """Embedding [N,width] -> [N,genres] logits."""

    def __init__(self, reading, mean, deviation, genres):
        super().__init__()
        self.reading = reading
        self.register_buffer("mean", mean)
        self.register_buffer("spread", deviation)
        self.sharpness = nn.Parameter(torch.zeros(()))
        self.correction = nn.Linear(len(mean), genres)
        nn.init.zeros_(self.correction.weight)
        nn.init.zeros_(self.correction.bias)

    def forward(self, embedding):
        logits = self.correction((embedding - self.mean) / self.spread)
        return logits if self.reading is None else logits + torch.exp(self.sharpness) * self.reading(embedding)


class FittedHead:
    """A trained head with its learning curve; `member` says whose embeddings it looks at."""
    kind, columns, member = "embedding", "embeddings", None

    def __init__(self, data, train, validation, seed, length=None, quick=False, tick=lambda part: None):
        torch.manual_seed(seed)
        epochs = length or (QUICK_EPOCHS if quick else EPOCHS)
        inputs = torch.from_numpy(self.inputs(data, train))
        known = getattr(data, "networks", None)
        told = set(data.genres) <= set(classes_of(self.member)) and known is not None
        reading = Reading(self.member, networks.classifier(self.member, known[self.member]), data.genres) if told else None
        self.model = Head(reading, inputs.mean(0), inputs.std(0, unbiased=False).clamp(min=1e-6), len(data.genres))
        self.curve, self.length = self.learn(data, train, validation, inputs, epochs, tick)

    def learn(self, data, train, validation, inputs, epochs, tick):
        optimiser = torch.optim.Adam(self.model.parameters(), STEP)
        share = torch.from_numpy(shares(data, train).astype(np.float32))
        truth = torch.from_numpy(data.genre[train])
        among = splits.candidate_genres(data, train)
        left_out = None if among is None else torch.from_numpy(~among[train])
        curve = []
        for _ in range(epochs):
            logits = self.model(inputs)
            if left_out is not None:
                logits = logits.masked_fill(left_out, -1e9)
            loss = (share * nn.functional.cross_entropy(logits, truth, reduction="none")).sum() / share.sum()
            optimiser.zero_grad()
            (loss + DECAY * len(data.genres) * self.model.correction.weight.square().sum()).backward()
            optimiser.step()
            right = (logits.argmax(1) == truth).float()
            curve.append({"epoch": len(curve) + 1, "train_loss": float(loss), "train_accuracy": float((share * right).sum() / share.sum()),
                          **self.judged(data, validation)})
            tick(1 / epochs)
        return curve, epochs

    def judged(self, data, rows):
        """Loss and accuracy on rows held out."""
        if not len(rows):
            return {}
        logits, truth = torch.from_numpy(self.logits(data, rows)), torch.from_numpy(data.genre[rows])
        return {"validation_loss": float(nn.functional.cross_entropy(logits, truth)), "validation_accuracy": float((logits.argmax(1) == truth).float().mean())}

    @classmethod
    def inputs(cls, data, rows):
        return np.ascontiguousarray(data.embeddings[rows][:, networks.PLACES[cls.member]].astype(np.float32))

    def logits(self, data, rows):
        with torch.no_grad():
            return self.model(torch.from_numpy(self.inputs(data, rows))).numpy()
