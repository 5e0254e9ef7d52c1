"""Trains our networks, from the published weights on, to hear at our rate and in our windows what the published ones hear in
theirs: no label is looked at, so who is judged later was not learned from. Hinton et al., "Distilling the knowledge in a neural
network" (2015)."""
import copy

import numpy as np
import torch

from training.ear import mel

EPOCHS, QUICK_EPOCHS = 2, 1
RATE_SOUNDS, RATE_TAGS = 2e-4, 2e-5
BATCH_SOUNDS, BATCH_TAGS = 16, 4
HELD = 8                # every eighth group of clips is kept to judge by


def sounds(network, clips, told, seed, quick, tell):
    """The network of windows at our rate, taught the embeddings `told` has; (network, figures)."""
    def inputs(places):
        return mel.SOUNDS(torch.stack([clips.windows(told["clips"][i])[told["window"][i]] for i in places]))

    def loss(found, places):
        target = torch.from_numpy(told["embedding"][places])
        said = torch.sigmoid(network.classify(target))
        return ((found - target) ** 2).mean() / spread + torch.nn.functional.binary_cross_entropy_with_logits(network.classify(found), said)

    spread = float(told["embedding"].var())
    return taught(network, inputs, loss, lambda found, places: cosine(found, torch.from_numpy(told["embedding"][places])),
                  clips.table["group"][told["clips"]], BATCH_SOUNDS, RATE_SOUNDS, seed, quick, tell)


def tags(network, clips, told, seed, quick, tell):
    """The network of 30 s at our rate and in our windows, taught the tags `told` has; (network, figures)."""
    def inputs(places):
        return mel.tags_of(torch.stack([clips.whole(told["clips"][i]) for i in places]))

    def loss(found, places):
        return (((network.classify(found) - torch.from_numpy(told["tags"][places])) / spread) ** 2).mean()

    def agreement(found, places):
        return cosine(centred(network.classify(found)), centred(torch.from_numpy(told["tags"][places])))

    middle, spread = (torch.from_numpy(part) for part in (told["tags"].mean(0), told["tags"].std(0)))

    def centred(logits):
        return logits - middle

    return taught(network, inputs, loss, agreement, clips.table["group"][told["clips"][:len(told["tags"])]], BATCH_TAGS, RATE_TAGS, seed, quick, tell)


def cosine(one, other):
    return torch.nn.functional.cosine_similarity(one, other, dim=1)


def taught(network, inputs, loss, agreement, group, batch, rate, seed, quick, tell):
    """Trains all layers but the statistics of the normalisations, and the classifier, which stays what the classes are read with.

    Of the states after each epoch, the first state too, the one that agrees best with the teacher on groups held out is kept.
    """
    names, inverse = np.unique(group, return_inverse=True)
    held = (np.random.default_rng(seed).permutation(len(names)) % HELD == 0)[inverse]
    learn, judge = np.flatnonzero(~held), np.flatnonzero(held)
    network = copy.deepcopy(network).to(memory_format=torch.channels_last).eval()
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(not name.startswith(("classifier", "dense")))
    epochs = QUICK_EPOCHS if quick else EPOCHS
    steps = epochs * -(-len(learn) // batch)
    optimiser = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, max(2, steps), pct_start=0.2)
    best, figures, done = copy.deepcopy(network.state_dict()), [agree(network, inputs, agreement, judge, batch)], 0
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(learn)
        for start in range(0, len(order), batch):
            places = order[start:start + batch]
            optimiser.zero_grad()
            loss(network(inputs(places)), places).backward()
            optimiser.step()
            schedule.step()
            done += 1
            tell(done, steps)
        figures.append(agree(network, inputs, agreement, judge, batch))
        if figures[-1] >= max(figures):
            best = copy.deepcopy(network.state_dict())
    network.load_state_dict(best)
    return network, {"clips": len(learn), "held": len(judge), "agreement": figures}


@torch.no_grad()
def agree(network, inputs, agreement, places, batch):
    """Mean cosine of what is said and what the teacher said, on places held out."""
    return float(np.mean([value for start in range(0, len(places), batch)
                          for value in agreement(network(inputs(places[start:start + batch])), places[start:start + batch]).tolist()]))
