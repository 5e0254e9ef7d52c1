"""Scores of one protocol, gathered over its folds: by 6 s window, 30 s chunk and whole track (song)."""
import numpy as np

from training.scoring import ensemble, metrics

UNITS = {"window": None, "chunk": "clip", "track": "song"}
COLUMNS = ("genre", "group", "song")


class Protocol:
    """Per system (member or ensemble) and unit: calibrated probabilities, and whose they are.

    A window's probabilities are as the members gave them; those of chunks and tracks are means over their
    windows, calibrated as the product does.
    """

    def __init__(self, data):
        self.data, self.parts, self.rows = data, {}, []

    def add(self, systems, logits, rows, units=tuple(UNITS)):
        """One fold: `logits` of the members on the test `rows`, judged by fitted systems (name -> FittedEnsemble)."""
        if not len(rows):
            return
        self.rows.append(rows)
        columns = [getattr(self.data, c)[rows] for c in COLUMNS]
        for name, system in systems.items():
            window = system.windows(logits)
            for unit in units:
                if unit == "window":
                    part = (window, *columns)
                else:
                    clip = getattr(self.data, UNITS[unit])[rows]
                    mean, *kept = ensemble.track_means(window, clip, *columns)
                    part = (system.confidence(mean) * self.heard(clip, rows), *kept)
                self.parts.setdefault((name, unit), []).append(part)

    def heard(self, clip, rows):
        """That each track is music [T,1]; 1 where nobody tells."""
        return 1.0 if self.data.heard is None else ensemble.track_means(self.data.heard[rows][:, None], clip)[0]

    def gathered(self, name, unit="track"):
        """(probabilities [N,G], genre, group, song [N]) over all folds."""
        return tuple(np.concatenate(column) for column in zip(*self.parts[name, unit]))

    def report(self, name, detail=False, interval=True):
        """Figures of one system by unit; `detail` adds confusion, reliability and coarse groups of tracks."""
        told = {}
        for unit in UNITS:
            if (name, unit) not in self.parts:
                continue
            sure, truth, group, _ = self.gathered(name, unit)
            told[unit] = metrics.score(sure, truth, self.data.genres, group if interval else None)
            if detail and unit == "track":
                predicted = sure.argmax(1)
                told[unit]["reliability"] = metrics.reliability(sure.max(1), predicted == truth)["bins"]
                told[unit]["confusion"] = metrics.confusion(predicted, truth, self.data.genres)
                told[unit]["coarse"] = metrics.coarse(sure, truth, self.data.genres, group)
        return told

    def systems(self, detail=False, interval=True):
        """Figures of every system."""
        return {name: self.report(name, detail, interval) for name in dict.fromkeys(n for n, _ in self.parts)}
