"""The card's sections on other ways to split, on what each part of the corpus brings, and on chance."""
from training.reports.markdown import NOTHING, number, table
from training.reports.scores import cells, compared, gain, results, sizes
from training.reports.vocabulary import FIGURES, SYSTEMS

ALONE = {"family": "only the sound font held out", "group": "only the group held out"}
CHEAP = "nn+xgb"      # the ensemble of what is trained where many trainings are compared


def splits(told):
    """All splits side by side, and the random one in full."""
    forms = {"grouped: both held out": told["grouped"]["systems"]} if "grouped" in told else {}
    forms.update({name: told[part]["systems"] for part, name in ALONE.items() if told.get(part)})
    parts = []
    if forms:
        parts.append(f"""{compared(forms)}

Each split trains its own models; those beside the grouped one are a single fold of the trees and the dense network.""")
    if told.get("random"):
        parts.append(random_split(told["random"]))
    return "\n\n".join(["## Other ways to split", *parts]) if parts else ""


def random_split(report):
    return f"""### Random split: the origin's protocol

**Optimistic, and never optimised.** The first 30 s skipped, chunks of 30 s, a random 80/20 split by chunk (by 6 s \
window for the CNN): pieces of one song, one pattern and one sound font sit on both sides, so these figures say little about \
new music. The CNN's test windows are single, so it has no chunk figure; `all` is scored on the \
{report['systems']['all']['window']['count']} windows that none of its members learned from.

{results(report['systems'])}

{sizes(report)}"""


def collections(told):
    """Leave one collection out."""
    report = {c: r for c, r in (told.get("collections") or {}).items() if r.get("systems")}
    if not report:
        return ""
    rows = []
    for collection, r in report.items():
        score = r["systems"][CHEAP]["track"]
        rows.append([collection, score["count"], number(r["share_covered"]), number(score["majority"]),
                     *cells(score, ("accuracy", "top3")), ", ".join(r["unlearnable"]) or NOTHING])
    header = ["collection held out", "tracks", "share covered", "majority", f"`{CHEAP}` top-1", f"`{CHEAP}` top-3", "genres no other collection has"]
    return f"""### One collection left out

Nothing of the collection is learned from and all of it is judged: a genre known by its collection alone would fail here. \
Scored are the tracks whose genre another collection has, by the trees and the dense network.

{table(header, rows)}"""


def ablation(told):
    """What each part of the corpus brings."""
    report = told.get("ablation")
    if not report:
        return ""
    names = {kind: name for kind, name in (("test", "grouped"), ("recordings", "recordings")) if kind in report["everything"]}
    rows = []
    for form, r in report.items():
        lost = f" (no {', '.join(r['unlearnable'])} left)" if r["unlearnable"] else ""
        scores = [r[kind][CHEAP] for kind in names]
        rows.append([form + lost, r["train"]["songs"],
                     *(number(s["accuracy"], ".3f") if form == "everything" else gain(s) for s in scores)])
    return f"""## What each part brings

The first grouped fold again, each time with a part left out: the test music stays the same. First row: top-1 by track; below \
it the difference to the first row, with its interval. The trees and the dense network alone.

{table(["learned from", "tracks", *(f"`{CHEAP}`, {name}" for name in names.values())], rows)}"""


def seeds(told):
    report = told.get("seeds")
    if not report:
        return ""

    def show(value):
        return number(value["mean"], ".3f") + ("" if value["sd"] is None else f" ± {value['sd']:.3f}")
    rows = [[name.long, report[s]["seeds"], *(show(report[s][f]) for f in FIGURES),
             f"{report[s]['accuracy']['low']:.3f} to {report[s]['accuracy']['high']:.3f}"] for s, name in SYSTEMS.items() if s in report]
    return f"""## Several seeds

Grouped cross-validation by track; each seed deals the groups anew and trains anew. Mean and standard deviation over the seeds.

{table(['', 'seeds', *FIGURES.values(), 'range of top-1'], rows)}"""
