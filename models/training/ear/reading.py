"""From the classes of the published networks to genres: the strongest class of a genre speaks for it."""
import torch
from torch import nn

from training.ear import vocabulary

LEAST = 1e-4
SHARED = {"Jazz Piano": 0.5}       # it has no class of its own and takes half of that of jazz


def classes_of(member):
    """Genre -> numbers of the member's classes that speak of it."""
    if member == "sounds":
        return vocabulary.SOUNDS_OF_GENRES
    return {genre: tuple(vocabulary.TAGS.index(tag) for tag in tags) for genre, tags in vocabulary.TAGS_OF_GENRES.items()}


class Reading(nn.Module):
    """Embedding [N,width] -> ln of each genre's strongest class [N,genres]; the classifier is cut down to the classes that are read."""

    def __init__(self, member, classifier, genres):
        super().__init__()
        table = {genre: classes_of(member)[genre] for genre in genres}
        used = sorted({number for numbers in table.values() for number in numbers})
        self.classifier = narrowed(classifier, used)
        self.places = [[used.index(number) for number in table[genre]] for genre in genres]
        self.register_buffer("share", torch.tensor([SHARED.get(genre, 1.0) for genre in genres]))

    def forward(self, embedding):
        heard = torch.sigmoid(self.classifier(embedding))
        nothing = heard[:, :1] * 0
        strongest = [heard[:, places].amax(1, keepdim=True) if places else nothing for places in self.places]
        return torch.log(torch.cat(strongest, 1) * self.share + LEAST)


def narrowed(classifier, used):
    """The classifier with these of its outputs alone."""
    layers = list(classifier) if isinstance(classifier, nn.Sequential) else [classifier]
    last = layers[-1]
    cut = nn.Linear(last.in_features, len(used))
    with torch.no_grad():
        cut.weight.copy_(last.weight[used])
        cut.bias.copy_(last.bias[used])
    kept = [layer for layer in layers[:-1] if not isinstance(layer, nn.Identity)]
    return nn.Sequential(*kept, cut).requires_grad_(False)
