"""The card's sections beyond the honest figure: recordings, doubt, other splits, ablation, seeds."""
from tables import FIGURES, NAMES, SYSTEMS, cell, compared, results, sizes, table

KNOWN = {"only the group new": "sound font known, group new", "only the font new": "group known, sound font new"}


def same_models(report):
    """What of the loss comes from new groups, and what from new sound fonts, with the very same models."""
    if not report.get("same_models"):
        return ""
    forms = {"both new (honest)": {n: {"track": s["track"]} for n, s in report["systems"].items()}}
    forms.update({KNOWN[kind]: {n: {"track": s} for n, s in systems.items()} for kind, systems in report["same_models"].items()})
    return f"""The very same models on the rendered music that the folds leave aside, of which only one thing is new:

{compared(forms)}"""


def recordings(told):
    """Recordings: artists held out, models that never heard one, and the excerpts that are only looked at."""
    parts = []
    apart = told.get("honest", {}).get("apart")
    if apart:
        best = apart["systems"]["all"]["track"]
        parts.append(f"""Recordings, artist held out: in every honest fold the recordings of a quarter of the artists are not \
learned from; each is judged by the fold that never heard its artist. {apart['size']['songs']} recordings of \
{apart['size']['groups']} artists; always answering their most frequent genre would reach {best['majority']:.3f}.

{results(apart['systems'], ('track',))}

![Confusion on recordings](card/confusion-recordings.png)""")
    only = told.get("recordings")
    if only and only.get("systems"):
        parts.append(f"""Rendered only: models that learned from all rendered music and from no recording, on every recording \
({only['systems']['all']['track']['count']} tracks; most frequent genre: {only['systems']['all']['track']['majority']:.3f}).

{results(only['systems'], ('track',))}""")
    if told.get("look"):
        parts.append(look(told["look"]))
    return "\n\n".join(["## Recordings", *parts]) if parts else ""


def look(report):
    first = next(iter(report["systems"].values()))
    missed = ", ".join(f"{v['song']} ({v['genre']}: {v['verdict']} {v['confidence']:.2f})"
                       for v in report["systems"]["all"]["verdicts"] if v["genre"] != v["verdict"])
    absent = [g for g, recall in first["recall"].items() if recall is None]
    return f"""The shipped models on {report['size']['songs']} recordings that no model learned from. **Few and uneven**: it \
shows the direction, not a figure to rely on. Always answering the most frequent genre would reach {first['majority']:.3f}\
{'; there are none of ' + ', '.join(absent) if absent else ''}.

{results({name: {'track': s} for name, s in report['systems'].items()}, ('track',))}

Missed by `all`: {missed or 'none'}."""


def doubt(told):
    """How sure the models are of what is no music: kinds never met on the honest folds, and the shipped files."""
    held, files = told.get("honest", {}).get("doubt"), told.get("other")
    if not held and not files:
        return ""
    columns = {}
    for n in ("nn+xgb", "all"):
        if held:
            columns[f"`{n}`, kind never met"] = held[n]
        if files:
            columns[f"`{n}` as shipped"] = files["systems"][n]
    kinds = list(dict.fromkeys(k for c in columns.values() for k in c["kinds"]))

    def show(score):
        return f"{score['confidence']:.2f} / {score['uncertain']:.2f}" if score else "–"
    rows = [[k, next(c["kinds"][k]["clips"] for c in columns.values() if k in c["kinds"]),
             *(show(c["kinds"].get(k)) for c in columns.values())] for k in kinds]
    rows.append(["**all of it**", max(c["all"]["clips"] for c in columns.values()), *(show(c["all"]) for c in columns.values())])
    if held:
        rows.append(["**held-out music**", held["all"]["music"]["clips"], *(show(c.get("music")) for c in columns.values())])
    parts = ["""## Not sure

What is no music has no genre, and the models must be unsure of it: below an ensemble's threshold the genre is shown as \
uncertain. Silence is not judged at all. Mean confidence / share uncertain:""", table(["sound", "clips", *columns], rows)]
    if held:
        parts.append("\"Kind never met\": the honest folds; each kind is judged by models that did not learn from it. "
                     + "; ".join(f"`{n}` holds a track with more confidence than such a sound in {held[n]['told_apart']:.2f} of pairs" for n in held) + ".")
    if files and files["learned"]:
        parts.append("The shipped models learned from these kinds as sound of no genre, so their columns are no test: "
                     + "; ".join(files["learned"]) + ".")
    return "\n\n".join(parts)


def splits(told):
    """All splits side by side, and the flattering one in full."""
    forms = {}
    if "honest" in told:
        forms["honest: both held out"] = told["honest"]["systems"]
    for part, name in (("family", "only the sound font held out"), ("group", "only the group held out")):
        if told.get(part):
            forms[name] = told[part]["systems"]
    parts = []
    if forms:
        parts.append(f"""{compared(forms)}

Each split trains its own models; those beside the honest one are a single fold of the trees and the dense network.""")
    report = told.get("flattering")
    if report:
        parts.append(f"""### The flattering figure: the origin's protocol

**Labelled as flattering, and never optimised.** The first 30 s skipped, chunks of 30 s, a random 80/20 split by chunk (by 6 s \
window for the CNN): pieces of one song, one pattern and one sound font sit on both sides, so these figures say little about \
new music. The CNN's test windows are single, so it has no chunk figure; `all` is scored on the \
{report['systems']['all']['window']['count']} windows that none of its members learned from.

{results(report['systems'])}

{sizes(report)}""")
    return "\n\n".join(["## Other ways to split", *parts]) if parts else ""


def collections(told):
    """Leave one collection out."""
    report = {c: r for c, r in (told.get("collections") or {}).items() if r.get("systems")}
    if not report:
        return ""
    rows = [[c, r["systems"]["nn+xgb"]["track"]["count"], f"{r['share_covered']:.2f}", f"{r['systems']['nn+xgb']['track']['majority']:.2f}",
             *(cell(r["systems"]["nn+xgb"]["track"], f) for f in ("accuracy", "top3")),
             ", ".join(r["unlearnable"]) or "–"] for c, r in report.items()]
    header = ["collection held out", "tracks", "share covered", "majority", "`nn+xgb` top-1", "`nn+xgb` top-3", "genres no other collection has"]
    return f"""### One collection left out

Nothing of the collection is learned from and all of it is judged: a genre known by its collection alone would fail here. \
Scored are the tracks whose genre another collection has, by the trees and the dense network.

{table(header, rows)}"""


def ablation(told):
    """What each part of the corpus brings."""
    report = told.get("ablation")
    if not report:
        return ""
    kinds = [k for k in ("test", "recordings") if k in report["everything"]]
    names = {"test": "honest", "recordings": "recordings"}
    rows = []
    for form, r in report.items():
        def gain(kind, system):
            score = r[kind][system]
            if form == "everything":
                return f"{score['accuracy']:.3f}"
            return f"{score['gain']:+.3f} ({score['gain_interval'][0]:+.2f} to {score['gain_interval'][1]:+.2f})"
        rows.append([form + (f" (no {', '.join(r['unlearnable'])} left)" if r["unlearnable"] else ""), r["train"]["songs"],
                     *(gain(k, "nn+xgb") for k in kinds)])
    header = ["learned from", "tracks"] + [f"`nn+xgb`, {names[k]}" for k in kinds]
    return f"""## What each part brings

The first honest fold again, each time with a part left out: the test music stays the same. First row: top-1 by track; below \
it the difference to the first row, with its interval. The trees and the dense network alone.

{table(header, rows)}"""


def seeds(told):
    report = told.get("seeds")
    if not report:
        return ""

    def show(value):
        spread = f" ± {value['sd']:.3f}" if value["sd"] is not None else ""
        return f"{value['mean']:.3f}{spread}"
    rows = [[NAMES[s], report[s]["seeds"], *(show(report[s][f]) for f in FIGURES),
             f"{report[s]['accuracy']['low']:.3f} to {report[s]['accuracy']['high']:.3f}"] for s in SYSTEMS if s in report]
    return f"""## Several seeds

The honest split by track; each seed deals the groups anew and trains anew. Mean and standard deviation over the seeds.

{table(['', 'seeds', *FIGURES.values(), 'range of top-1'], rows)}"""


def mixed(told):
    """Says so when a part was measured with another form of the members' code than the rest."""
    other = [part for part, of in told.get("of", {}).items() if of["members"] != told["members"] and told.get(part)]
    return f"Measured with an earlier form of the members' code: {', '.join(other)}." if other else ""
