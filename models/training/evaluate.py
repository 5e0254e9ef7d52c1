#!/usr/bin/python3
"""Measures again how well models trained like the shipped ones do, and writes the card anew."""
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine

import session  # noqa: E402
import shipped  # noqa: E402


def work():
    options = session.arguments(__doc__, ("models", "models folder whose card is written"))
    shipped.constants(options.out)
    data, watch = session.prepare(options, final=False)
    report, held_out = session.measure(data, options, watch, "evaluate")
    report["files"] = shipped.facts(options.out)
    session.publish(report, data, held_out, options)
    watch.say(f"wrote {options.out}: CARD.md")


if __name__ == "__main__":
    raise SystemExit(session.main(work))
