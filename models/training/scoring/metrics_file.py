"""`card/metrics.json`: every figure that a card, a picture or a page is made of."""
import json
import os
import re

from training.data.files import replacing

FORMAT = 2      # of the names of the figures; a report of another format is measured anew


def folder_of(models):
    """Where the figures and the pictures made of them lie in a models folder."""
    return os.path.join(models, "card")


def path_of(models):
    return os.path.join(folder_of(models), "metrics.json")


def read(models):
    """The figures of a models folder; an empty dict where there are none."""
    if not os.path.isfile(path_of(models)):
        return {}
    with open(path_of(models), encoding="utf-8") as file:
        return json.load(file)


def write(models, report):
    """Writes them, a list of numbers on one line."""
    os.makedirs(folder_of(models), exist_ok=True)
    text = json.dumps({"format": FORMAT, **report}, indent=1)
    text = re.sub(r'\[[^\[\]{}"]*\]', lambda found: " ".join(found.group().split()), text)
    with replacing(path_of(models), encoding="utf-8") as file:
        file.write(text + "\n")


def rounded(value):
    """Floats to five digits, however deep."""
    if isinstance(value, dict):
        return {str(k): rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
