#!/usr/bin/python3
"""Measures again how well models trained like the shipped ones do, and writes the card anew."""
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine

import session  # noqa: E402
import shipped  # noqa: E402


def work():
    options = session.arguments(__doc__, ("models", "models folder whose card is written"), ",".join(session.study.PARTS))
    shipped.constants(options.out)
    study = session.prepare(options, final=False)
    report = study.measure("evaluate")
    report["files"] = shipped.facts(options.out)
    study.publish(report)
    study.progress.say(f"wrote {options.out}: CARD.md")


if __name__ == "__main__":
    raise SystemExit(session.main(work))
