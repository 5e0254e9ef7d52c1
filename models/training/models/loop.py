"""The training loop both networks share: AdamW, one warm-up-and-decay cycle, best epoch kept."""
import copy

import numpy as np
import torch

from training.models.class_weights import class_weights

ROWS_AN_OUTLIER, OUTLIER_WEIGHT = 12, 0.2     # a batch holds one outlier for so many other rows; weight of their loss
FEWEST_STEPS = 10    # of the learning-rate schedule: with fewer its rise would have no length


def device():
    """The GPU when PyTorch has one, otherwise the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def mixup(strength, count, rng):
    """How much of each row stays itself, and which row the rest comes from (Zhang et al. 2018)."""
    if not strength:
        return 1.0, torch.arange(count)
    seed = int(torch.randint(0, 2 ** 31, (1,), generator=rng))
    return float(np.random.default_rng(seed).beta(strength, strength)), torch.randperm(count, generator=rng)


def masked_cross_entropy(output, truth, weights, smoothing, among):
    """Weighted mean cross-entropy with label smoothing, the softmax over the genres that are `True` in `among` alone."""
    logp = torch.log_softmax(output.masked_fill(~among, -1e4), 1)
    told = torch.gather(logp, 1, truth[:, None])[:, 0]
    spread = (logp * among).sum(1) / among.sum(1)
    weight = weights[truth]
    return -(((1 - smoothing) * told + smoothing * spread) * weight).sum() / weight.sum()


def fit(model, inputs, labels, train, validation, epochs, batch, rate, seed, augment=None, tick=lambda: None, outliers=None, candidates=None):
    """Trains `model` in place on the rows `train` and returns (curve, epochs kept).

    `inputs` is a float tensor (any precision) of rows; `augment(batch, generator)` perturbs a batch.
    With validation rows the weights of the epoch with the lowest validation loss are kept; with none
    (the final models) all epochs run. `curve` has a dict per epoch. `outliers` are inputs of no genre: some go
    into every batch, and the model is to answer them with equal probabilities (outlier exposure, Hendrycks et al. 2019).
    `candidates` [N,genres] bool says among which genres a row is to be told; all, if it is None.
    """
    where = device()
    model.to(where)
    rng = torch.Generator().manual_seed(seed)
    labels = torch.from_numpy(np.asarray(labels)).long()
    weights = torch.tensor(class_weights(labels[train].numpy(), model.genres), dtype=torch.float32).to(where)
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": model.decay},
                                   {"params": plain, "weight_decay": 0.0}], lr=rate)
    steps = max(1, len(train) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=max(steps * epochs, FEWEST_STEPS), pct_start=0.2)
    everyone = torch.ones((1, model.genres), dtype=torch.bool, device=where).expand(2 * batch, -1)
    curve, best, kept = [], None, epochs
    for epoch in range(epochs):
        model.train()
        order = torch.from_numpy(np.asarray(train))[torch.randperm(len(train), generator=rng)]
        total = right = 0.0
        for rows in torch.tensor_split(order, steps):
            x = inputs[rows].float()
            known = len(x)
            if outliers is not None:
                drawn = torch.randint(0, len(outliers), (max(1, known // ROWS_AN_OUTLIER),), generator=rng)
                x = torch.cat([x, outliers[drawn].float()])
            x = (augment(x, rng) if augment else x).to(where)
            y = labels[rows].to(where)
            share, other = mixup(model.mix, known, rng)
            if share < 1:
                x = torch.cat([share * x[:known] + (1 - share) * x[other], x[known:]])
            output = model(x)
            among = everyone[:known] if candidates is None else torch.from_numpy(candidates[rows.numpy()]).to(where)
            loss = sum(part * masked_cross_entropy(output[:known], truth, weights, model.smoothing, among | among[other])
                       for part, truth in ((share, y), (1 - share, y[other])) if part > 0)
            if outliers is not None:
                loss = loss - OUTLIER_WEIGHT * torch.log_softmax(output[known:], 1).mean()
            output = output[:known]
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(rows)
            right += (output.argmax(1) == y).sum().item()
        point = {"epoch": epoch + 1, "train_loss": total / len(order), "train_accuracy": right / len(order)}
        if len(validation):
            output = torch.from_numpy(logits(model, inputs, validation))
            target = labels[validation]
            point["validation_loss"] = torch.nn.functional.cross_entropy(output, target).item()
            point["validation_accuracy"] = (output.argmax(1) == target).float().mean().item()
            if best is None or point["validation_loss"] < best[0]:
                best, kept = (point["validation_loss"], copy.deepcopy(model.state_dict())), epoch + 1
        curve.append(point)
        tick()
    if best:
        model.load_state_dict(best[1])
    return curve, kept


def logits(model, inputs, rows, batch=256):
    """Logits [len(rows), genres] float32 of the rows, without gradients or dropout."""
    model.eval()
    rows = torch.from_numpy(np.asarray(rows))
    if not len(rows):
        return np.zeros((0, model.genres), np.float32)
    with torch.no_grad():
        parts = [model(inputs[r].float().to(device())).cpu() for r in torch.split(rows, batch)]
    return torch.cat(parts).numpy()
