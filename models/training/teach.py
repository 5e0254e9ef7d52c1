#!/usr/bin/python3
"""Trains the backbones from the published networks on, and writes them with heads that only read their classes: a folder of models."""
from training.commands import session, study
from training.ear import recipe
from training.shipping import untrained


def work():
    options = session.arguments(__doc__, ("out", "models folder to write"), study.MAIN)
    recipe.teach(options, options.corpus, recipe.folder_of(options.data))
    untrained.write(recipe.networks_of(options.data), options.out)


if __name__ == "__main__":
    raise SystemExit(session.main(work))
