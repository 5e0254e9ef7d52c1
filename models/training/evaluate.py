#!/usr/bin/python3
"""Measures again how well models trained like the shipped ones do, and writes the card anew."""
from training.commands import corpus, session, study


def work():
    corpus.evaluate(session.arguments(__doc__, ("models", "models folder whose card is written"), ",".join(study.PARTS)))


if __name__ == "__main__":
    raise SystemExit(session.main(work))
