"""Our two networks as a recipe makes them: kept with the models' data, read again by everything that looks at embeddings."""
import os

import torch

from training.data.music import EMBEDDED as PLACES, WIDTH_OF_EMBEDDINGS as WIDTH  # noqa: F401 (what looks at embeddings asks here)
from training.ear.fcn import Fcn
from training.ear.mobilenet import MobileNet

FORMS = {"sounds": MobileNet, "tags": Fcn}
WIDTHS = {name: place.stop - place.start for name, place in PLACES.items()}


def save(name, network, folder):
    torch.save(network.state_dict(), os.path.join(folder, f"{name}.pt"))


def load(name, folder):
    network = FORMS[name]()
    network.load_state_dict(torch.load(os.path.join(folder, f"{name}.pt"), map_location="cpu"))
    return network.eval()


def classifier(name, network):
    """What makes logits of the network's classes of its embedding."""
    return network.classifier if name == "sounds" else network.dense
