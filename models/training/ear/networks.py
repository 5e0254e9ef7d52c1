"""Our two networks as a recipe makes them: kept with the models' data, read again by everything that looks at embeddings."""
import os

import torch

from training.ear.fcn import Fcn
from training.ear.mobilenet import MobileNet

FORMS = {"sounds": MobileNet, "tags": Fcn}
WIDTHS = {"sounds": 384, "tags": 64}
PLACES = {"sounds": slice(0, 384), "tags": slice(384, 448)}       # where each one's numbers are in a row of embeddings
WIDTH = 448


def save(name, network, folder):
    torch.save(network.state_dict(), os.path.join(folder, f"{name}.pt"))


def load(name, folder):
    network = FORMS[name]()
    network.load_state_dict(torch.load(os.path.join(folder, f"{name}.pt"), map_location="cpu"))
    return network.eval()


def classifier(name, network):
    """What makes logits of the network's classes of its embedding."""
    return network.classifier if name == "sounds" else network.dense
