"""Scores in words and in Markdown tables."""
from training.reports.markdown import NOTHING, number, table
from training.reports.vocabulary import FIGURES, SYSTEMS, UNITS
from training.scoring.ensemble import ENSEMBLES

SIDES = {"train": "train", "validation": "validation", "test": "test", "recordings": "recordings apart"}


def cell(score, figure):
    """A figure with its interval when known."""
    if score is None or score.get(figure) is None:
        return NOTHING
    span = score.get("interval", {}).get(figure)
    return number(score[figure], ".3f") + (f" ({span[0]:.2f}–{span[1]:.2f})" if span else "")


def cells(score, figures=tuple(FIGURES)):
    return [cell(score, figure) for figure in figures]


def gain(score):
    """A difference with its interval."""
    low, high = score["gain_interval"]
    return f"{score['gain']:+.3f} ({low:+.2f} to {high:+.2f})"


def baseline(score, answer="the most frequent genre"):
    """What needs no model."""
    return f"always answering {answer} would reach {score['majority']:.3f}"


def results(systems, units=tuple(UNITS)):
    """A table a unit, one row a system."""
    parts = []
    for unit in units:
        rows = [[name.long, *cells(systems[s][unit])] for s, name in SYSTEMS.items() if unit in systems.get(s, {})]
        if rows:
            parts.append(table([f"by {UNITS[unit]}", *FIGURES.values()], rows))
    return "\n\n".join(parts)


def compared(forms, figures=("accuracy", "top3", "macro_recall")):
    """One row a form (name -> systems), the figures of the ensembles on tracks side by side."""
    header = [f"by {UNITS['track']}", "count"] + [f"`{s}` {FIGURES[f]}" for s in ENSEMBLES for f in figures]
    rows = [[name, next(iter(told.values()))["track"]["count"],
             *(c for s in ENSEMBLES for c in cells(told.get(s, {}).get("track"), figures))] for name, told in forms.items()]
    return table(header, rows)


def on_tracks(scores):
    """Scores of tracks (system -> score) as scores by unit."""
    return {name: {"track": score} for name, score in scores.items()}


def sizes(report):
    """How much music each side of each split held."""
    def show(side):
        return f"{side['windows']} / {side['chunks']} / {side['songs']} / {side['groups']}"
    sides = [side for side in SIDES if side != "recordings" or any(s[side]["windows"] for s in report["sizes"])]
    rows = [[s["name"], *(show(s[side]) for side in sides)] for s in report["sizes"]]
    return "Windows / chunks / songs / groups on each side:\n\n" + table(["split", *(SIDES[side] for side in sides)], rows)
