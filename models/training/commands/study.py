"""An evaluation as a whole: which parts, in which order, what is kept of earlier ones, and what is written."""
import numpy as np

from code_digest import code_digest
from training.commands.progress import Progress
from training.data import splits
from training.data.music import DataError
from training.ear import networks, recipe
from training.evaluation import cross_validation, generalisation
from training.evaluation.folds import size
from training.evaluation.random_split import random_split
from training.evaluation.runs import RunStore
from training.models import members
from training.reports import card, exploration, exploration_page
from training.scoring import metrics_file
from training.shipping import manifest, shipped

PARTS = {"grouped": cross_validation.grouped, "random": random_split, "recordings": generalisation.rendered_only,
         "group": generalisation.by_group, "family": generalisation.by_family, "collections": generalisation.without_collections,
         "ablation": generalisation.ablation, "seeds": generalisation.seeds}      # in order of importance
MAIN = "grouped,random"
EARLIER_NAMES = {"honest": "grouped", "flattering": "random"}


def parts_of(text):
    """The parts that a list with commas names."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return [EARLIER_NAMES.get(name, name) for name in names]


class Study:
    """The parts asked for, of one data folder, with the time that they will take."""

    def __init__(self, data, options, further=0):
        """`further` units of work come after the parts."""
        unknown = set(options.parts) - set(PARTS)
        if unknown:
            raise DataError(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        self.data, self.options = data, options
        self.store = RunStore(data, options, None)
        self.parts = {name: make(data, options, self.store) for name, make in PARTS.items() if name in options.parts}
        wanted = {self.store.path(run): self.store.cost(run) for part in self.parts.values() for run in part.runs}
        self.progress = self.store.progress = Progress(max(1, sum(wanted.values()) + further))
        done = sum(cost == 0 for cost in wanted.values())
        self.progress.say(f"{len(wanted)} trainings for {', '.join(self.parts)}" + (f"; {done} are done" if done else ""))

    def measure(self, command):
        """Trains what is missing and returns the report; after every part it is written as well."""
        report = dict(self.earlier(), **self.facts(command))
        for name, part in self.parts.items():
            for run in part.runs:
                self.store.get(run)
            report[name] = part.report()
            report["measured_with"][name] = {"quick": self.options.quick, "seed": self.options.seed, "members": self.form()}
            self.write(report)
            self.progress.say(f"{name}: measured")
        return report

    def out_of_fold(self):
        """What the grouped folds said of music they had not seen; their trainings must be done."""
        return cross_validation.out_of_fold(self.data, self.options, self.store)

    def facts(self, command):
        data = self.data
        return {"command": command, "genres": data.genres, "data": size(data, np.arange(len(data))),
                "sha256": data.sha256, "families": splits.held_families(data),
                "recorded": size(data, np.flatnonzero(splits.recorded(data))),
                "made_of": sorted(set(data.collection.tolist())), "measured": manifest.machine(),
                "seed": self.options.seed, "quick": self.options.quick, "members": self.form(),
                "measured_with": self.earlier().get("measured_with", {})}

    def form(self):
        """Which form of the members' code was measured."""
        return {m: code_digest(module.__file__)[:12] for m, module in members.MEMBERS.items()}

    def earlier(self):
        """The report of an earlier evaluation of the same data in the same way, or nothing."""
        told = metrics_file.read(self.options.out)
        here = {"format": metrics_file.FORMAT, "sha256": self.data.sha256, "quick": self.options.quick}
        return told if all(told.get(key) == value for key, value in here.items()) else {}

    def write(self, report):
        metrics_file.write(self.options.out, metrics_file.rounded(report))

    def publish(self, report):
        """Adds what concerns the shipped files, and writes metrics, card, exploration and pictures."""
        options = self.options
        if "grouped" in self.parts:
            report["ensembles"] = shipped.ensembles(options.out, self.data, self.out_of_fold())
        if recipe.made(options.data):
            report["taught"] = {name: told for name, told in recipe.taught(options.data).items() if name in networks.FORMS}
        report["files"] = report.get("files") or shipped.facts(options.out)
        report.pop("unlearned_recordings", None)
        if options.real:
            report["unlearned_recordings"] = shipped.recordings(options.out, options.real, self.data)
        report["out_of_distribution"] = shipped.other(options.out, self.data)
        report["exploration"] = exploration.measure(self.data, report.get("grouped"))
        self.write(report)
        exploration_page.write(self.data, report, options.out)
        card.write(options.out)
