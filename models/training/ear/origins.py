"""The published weights that our networks start from and learn from: fetched from their public origin, known by SHA-256."""
import os
import urllib.error
import urllib.request
from dataclasses import dataclass

import torch

from training.data.files import digest
from training.data.music import DataError
from training.ear.fcn import Fcn
from training.ear.mobilenet import MobileNet

TIMEOUT_S = 60
TAGGING = "https://raw.githubusercontent.com/minzwon/sota-music-tagging-models/master/models"


@dataclass(frozen=True)
class Origin:
    """A file of weights: name, address, licence, what it is, SHA-256."""
    file: str
    address: str
    licence: str
    what: str
    sha256: str


SOUNDS = Origin("mn04_as_mAP_432.pt", "https://github.com/fschmid56/EfficientAT/releases/download/v0.0.1/mn04_as_mAP_432.pt",
                "MIT, (c) 2022 Florian Schmid", "EfficientAT mn04, AudioSet's 527 classes (arXiv 2211.04772)",
                "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c")
TAGS = Origin("msd_fcn.pth", f"{TAGGING}/msd/fcn/best_model.pth", "MIT, (c) 2020 Music Technology Group, Universitat Pompeu Fabra",
              "FCN, 50 tags of the Million Song Dataset (arXiv 2006.00751)", "6012aa7eecf864a8081faedca56af054521e8dfb9c5c98659a3dd5d3e1e66f21")
JAMENDO = Origin("jamendo_fcn.pth", f"{TAGGING}/jamendo/fcn/best_model.pth", "MIT, (c) 2020 Music Technology Group, Universitat Pompeu Fabra",
                 "FCN, 50 tags of MTG-Jamendo (arXiv 2006.00751)", "7bce08a66dbc70d096b0a330f44b4cacd9aa25519b83489fbb98f2164a194e2b")
ALL = (SOUNDS, TAGS, JAMENDO)


def path(origin, sources, cache):
    """The file, verified: from the folder `sources` (or `backbone` in it) where it lies there, else fetched into `cache` once."""
    for folder in [os.path.join(sources, part) for part in ("", "backbone")] if sources else []:
        if os.path.isfile(os.path.join(folder, origin.file)):
            return verified(os.path.join(folder, origin.file), origin)
    kept = os.path.join(cache, origin.file)
    if not os.path.isfile(kept):
        os.makedirs(cache, exist_ok=True)
        try:
            with urllib.request.urlopen(origin.address, timeout=TIMEOUT_S) as answer, open(kept + ".part", "wb") as file:
                while block := answer.read(1 << 20):
                    file.write(block)
        except (urllib.error.URLError, OSError) as fault:
            raise DataError(f"{origin.address} cannot be fetched ({fault}): get {origin.file} by other means and name its folder with --sources") from fault
        os.replace(verified(kept + ".part", origin), kept)
    return verified(kept, origin)


def verified(file, origin):
    """The path again; raises DataError unless it is the very file."""
    if digest(file) != origin.sha256:
        raise DataError(f"{file} is not the file known as {origin.file}: its SHA-256 differs")
    return file


def load(origin, sources, cache):
    """The network of an origin with its published weights, ready to be run."""
    weights = torch.load(path(origin, sources, cache), map_location="cpu")
    network = MobileNet() if origin is SOUNDS else Fcn()
    network.load_state_dict({name: value for name, value in weights.items() if not name.startswith("spec.")})
    return network.eval()
