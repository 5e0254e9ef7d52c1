#!/usr/bin/python3
"""Trains the ensemble on extracted data, measures it honestly, and writes models, manifest and card."""
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine

import library  # noqa: E402
import session  # noqa: E402
import shipped  # noqa: E402
import table  # noqa: E402


def work():
    options = session.arguments(__doc__, ("out", "models folder to write"), session.study.MAIN)
    if options.features:
        table.train(options)
    elif options.library:
        library.train(options)
    else:
        corpus(options)


def corpus(options):
    """The parts asked for measured, models refitted on everything, the full card."""
    if "honest" not in options.parts:
        raise session.DataError("what ships is joined on the part `honest`: name it among --parts")
    study = session.prepare(options, final=True)
    report = study.measure("train")
    report["files"] = shipped.build(study.data, study.held_out(), options, study.progress)
    study.publish(report)
    study.progress.say(f"wrote {options.out}: {shipped.manifest.FILE}, CARD.md")


if __name__ == "__main__":
    raise SystemExit(session.main(work))
