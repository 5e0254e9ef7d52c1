#!/usr/bin/python3
"""Trains the ensemble on extracted data, measures it honestly, and writes models, manifest and card."""
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine

import library  # noqa: E402
import session  # noqa: E402
import shipped  # noqa: E402


def work():
    options = session.arguments(__doc__, ("out", "models folder to write"))
    if options.library:
        library.train(options)
    else:
        corpus(options)


def corpus(options):
    """Both protocols measured, models refitted on everything, the full card."""
    data, watch = session.prepare(options, final=True)
    report, held_out = session.measure(data, options, watch, "train")
    report["files"] = shipped.build(data, held_out, options, watch)
    session.publish(report, data, held_out, options)
    watch.say(f"wrote {options.out}: {shipped.manifest.FILE}, CARD.md")


if __name__ == "__main__":
    raise SystemExit(session.main(work))
