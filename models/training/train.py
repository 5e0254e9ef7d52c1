#!/usr/bin/python3
"""Trains the ensemble on extracted data, measures it on music held out, and writes models, manifest and card."""
from training.commands import corpus, library, session, study, table


def work():
    options = session.arguments(__doc__, ("out", "models folder to write"), study.MAIN)
    if options.features:
        table.train(options)
    elif options.library:
        library.train(options)
    else:
        corpus.train(options)


if __name__ == "__main__":
    raise SystemExit(session.main(work))
