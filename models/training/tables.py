"""Markdown tables of scores."""
SYSTEMS = ("xgb", "nn", "cnn", "nn+xgb", "all")
NAMES = {"xgb": "XGBoost (30 s context)", "nn": "dense network (30 s context)", "cnn": "CNN (6 s)",
         "nn+xgb": "ensemble `nn+xgb`", "all": "ensemble `all`"}
UNITS = {"track": "track", "chunk": "30 s chunk", "window": "6 s window"}
FIGURES = {"accuracy": "top-1", "top3": "top-3", "macro_recall": "macro recall", "ece": "ECE"}


def table(header, rows):
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(str(c) for c in line) + " |" for line in lines)


def cell(score, figure):
    """A figure with its interval when known."""
    if score is None or score.get(figure) is None:
        return "–"
    span = score.get("interval", {}).get(figure)
    return f"{score[figure]:.3f}" + (f" ({span[0]:.2f}–{span[1]:.2f})" if span else "")


def cells(score, figures=tuple(FIGURES)):
    return [cell(score, figure) for figure in figures]


def results(systems, units=tuple(UNITS)):
    """A table a unit, one row a system."""
    parts = []
    for unit in units:
        rows = [[NAMES[s], *cells(systems[s][unit])] for s in SYSTEMS if unit in systems.get(s, {})]
        if rows:
            parts.append(table([f"by {UNITS[unit]}", *FIGURES.values()], rows))
    return "\n\n".join(parts)


def compared(forms, unit="track", systems=("nn+xgb", "all"), figures=("accuracy", "top3", "macro_recall")):
    """One row a form (name -> systems), the figures of some systems side by side."""
    header = [f"by {UNITS[unit]}", "count"] + [f"`{s}` {FIGURES[f]}" for s in systems for f in figures]
    rows = [[name, next(iter(told.values()))[unit]["count"],
             *(c for s in systems for c in cells(told.get(s, {}).get(unit), figures))] for name, told in forms.items()]
    return table(header, rows)


def sizes(report):
    """How much music each side of each split held."""
    def show(side):
        return f"{side['windows']} / {side['chunks']} / {side['songs']} / {side['groups']}"
    sides = ["train", "validation", "test"] + ["apart"] * any(s["apart"]["windows"] for s in report["sizes"])
    rows = [[s["name"], *(show(s[side]) for side in sides)] for s in report["sizes"]]
    names = ["recordings apart" if side == "apart" else side for side in sides]
    return "Windows / chunks / songs / groups on each side:\n\n" + table(["split", *names], rows)
