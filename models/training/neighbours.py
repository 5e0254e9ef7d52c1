#!/usr/bin/python3
"""Writes what `gyms evaluate --neighbours` judges: every track with the probabilities of models that had heard nothing of its group."""
from training.commands import session
from training.evaluation import cross_validation, neighbours


def work():
    options = session.arguments(__doc__, ("models", "models folder; only named in messages"), "grouped")
    study = session.prepare(options, final=False)
    for run in cross_validation.grouped(study.data, options, study.store).runs:
        study.store.get(run)
    neighbours.write(options.data, study.data, neighbours.judged(study.data, options, study.store), neighbours.placed(study.data))


if __name__ == "__main__":
    raise SystemExit(session.main(work))
