"""Trains on the corpus and measures what ships: the full card."""
from training.commands import session
from training.data.music import DataError
from training.shipping import manifest, refit, shipped


def train(options):
    """The parts asked for measured, models refitted on everything, the full card."""
    if "grouped" not in options.parts:
        raise DataError("what ships is joined on the part `grouped`: name it among --parts")
    study = session.prepare(options, final=True)
    report = study.measure("train")
    report["files"] = refit.build(study.data, study.out_of_fold(), options, study.progress)
    study.publish(report)
    study.progress.say(f"wrote {options.out}: {manifest.FILE}, CARD.md")


def evaluate(options):
    """The parts asked for measured anew, the shipped files looked at, the full card."""
    shipped.constants(options.out)
    study = session.prepare(options, final=False)
    report = study.measure("evaluate")
    report["files"] = shipped.facts(options.out)
    study.publish(report)
    study.progress.say(f"wrote {options.out}: CARD.md")
