"""An evaluation as a whole: which parts, in which order, what is kept of earlier ones, and what is written."""
import json
import os
import re

import numpy as np

import card
import evaluation
import explore
import generalise
import manifest
import members
import runs
import shipped
import splits
from data import DataError
from progress import Progress

PARTS = {"honest": evaluation.honest, "flattering": evaluation.flattering, "recordings": generalise.rendered_only,
         "group": generalise.by_group, "family": generalise.by_family, "collections": generalise.without_collections,
         "ablation": generalise.ablation, "seeds": generalise.seeds}      # in order of importance
MAIN = "honest,flattering"


class Study:
    """The parts asked for, of one data folder, with the time that they will take."""

    def __init__(self, data, options, further=0):
        """`further` units of work come after the parts."""
        unknown = set(options.parts) - set(PARTS)
        if unknown:
            raise DataError(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        self.data, self.options = data, options
        self.store = runs.Store(data, options, None)
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
            report["of"][name] = {"quick": self.options.quick, "seed": self.options.seed, "members": self.form()}
            write(report, self.options.out)
            self.progress.say(f"{name}: measured")
        return report

    def held_out(self):
        """What the honest folds said of music they had not seen."""
        return evaluation.held_out(self.data, self.options, self.store)

    def facts(self, command):
        data = self.data
        return {"command": command, "genres": data.genres, "data": evaluation.size(data, np.arange(len(data))),
                "sha256": data.sha256, "families": splits.held_families(data),
                "recorded": evaluation.size(data, np.flatnonzero(splits.recorded(data))),
                "made_of": sorted(set(data.collection.tolist())), "measured": manifest.machine(),
                "seed": self.options.seed, "quick": self.options.quick, "members": self.form(),
                "of": self.earlier().get("of", {})}

    def form(self):
        """Which form of the members' code was measured."""
        return {m: runs.code(module.__file__)[:12] for m, module in members.MEMBERS.items()}

    def earlier(self):
        """The report of an earlier evaluation of the same data in the same way, or nothing."""
        path = os.path.join(self.options.out, "card", "metrics.json")
        if not os.path.isfile(path):
            return {}
        with open(path, encoding="utf-8") as file:
            told = json.load(file)
        same = told.get("sha256") == self.data.sha256 and told.get("quick") == self.options.quick
        return told if same else {}

    def publish(self, report):
        """Adds what concerns the shipped files, and writes metrics, card, exploration and pictures."""
        options = self.options
        if "honest" in self.parts:
            report["joined"] = shipped.joined(options.out, self.data, self.held_out())
        report["files"] = report.get("files") or shipped.facts(options.out)
        report.pop("look", None)
        if options.real:
            report["look"] = shipped.recordings(options.out, options.real, self.data)
        report["other"] = shipped.other(options.out, self.data.other)
        report["exploration"] = explore.measure(self.data, report.get("honest"))
        write(report, options.out)
        explore.write(self.data, report, options)
        card.write(options.out)


def write(report, folder):
    """OUT/card/metrics.json: floats to five digits, a list of numbers on one line."""
    os.makedirs(os.path.join(folder, "card"), exist_ok=True)
    text = json.dumps(rounded(report), indent=1)
    text = re.sub(r'\[[^\[\]{}"]*\]', lambda found: " ".join(found.group().split()), text)
    path = os.path.join(folder, "card", "metrics.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text + "\n")
    os.replace(path + ".part", path)


def rounded(value):
    if isinstance(value, dict):
        return {str(k): rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
