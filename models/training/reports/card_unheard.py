"""The card's sections on sounds unlike the rendered music: recordings, and what is no music."""
from training.reports.markdown import NOTHING, number, table
from training.reports.scores import baseline, on_tracks, results
from training.scoring.ensemble import ENSEMBLES


def recordings(told):
    """Recordings: artists held out, models that never heard one, and the excerpts that are only looked at."""
    grouped = told.get("grouped", {})
    parts = ["" if grouped.get("recordings_as_shipped") else held_out_artists(grouped.get("recordings")), rendered_only(told.get("recordings")),
             unlearned(told.get("unlearned_recordings"))]
    return "\n\n".join(["## Recordings looked at" if grouped.get("recordings_as_shipped") else "## Recordings", *filter(None, parts)]) if any(parts) else ""


def held_out_artists(report):
    if not report:
        return ""
    size, best = report["size"], report["systems"]["all"]["track"]
    return f"""Recordings, artist held out: in every grouped fold the recordings of a quarter of the artists are not \
learned from; each is judged by the fold that never heard its artist. {size['songs']} recordings of \
{size['groups']} artists; {baseline(best, 'their most frequent genre')}.

{results(report['systems'], ('track',))}

![Confusion on recordings](card/confusion-recordings.png)"""


def rendered_only(report):
    if not report or not report.get("systems"):
        return ""
    best = report["systems"]["all"]["track"]
    return f"""Rendered only: models that learned from all rendered music and from no recording, on every recording \
({best['count']} tracks; {baseline(best)}).

{results(report['systems'], ('track',))}"""


def unlearned(report):
    if not report:
        return ""
    first = next(iter(report["systems"].values()))
    missed = ", ".join(f"{v['song']} ({v['genre']}: {v['verdict']} {number(v['confidence'])})"
                       for v in report["systems"]["all"]["verdicts"] if v["genre"] != v["verdict"])
    absent = [g for g, recall in first["recall"].items() if recall is None]
    return f"""The shipped models on {report['size']['songs']} recordings that no model learned from. **Few and uneven**: it \
shows the direction, not a figure to rely on; {baseline(first)}\
{'; there are none of ' + ', '.join(absent) if absent else ''}.

{results(on_tracks(report['systems']), ('track',))}

Missed by `all`: {missed or 'none'}."""


def out_of_distribution(told):
    """How sure the models are of what is no music: kinds never met by the grouped folds, and the shipped files."""
    held, files = told.get("grouped", {}).get("out_of_distribution"), told.get("out_of_distribution")
    if not held and not files:
        return ""
    columns = {}
    for n in ENSEMBLES:
        if held:
            columns[f"`{n}`, kind never met"] = held[n]
        if files:
            columns[f"`{n}` as shipped"] = files["systems"][n]
    parts = ["""## Out of distribution

What is no music has no genre, and the models must be unsure of it: below an ensemble's threshold the genre is shown as \
uncertain. Silence is not judged at all. Mean confidence / share uncertain:""", by_kind(columns, held)]
    if held:
        parts.append("\"Kind never met\": the grouped folds; each kind is judged by models that did not learn from it. "
                     + "; ".join(f"`{n}` holds a track with more confidence than such a sound in {number(held[n]['auroc'])} of pairs" for n in held)
                     + " (AUROC).")
    if files and files["learned"]:
        parts.append("The shipped models learned from these kinds as sound of no genre, so their columns are no test: "
                     + "; ".join(files["learned"]) + ".")
    return "\n\n".join(parts)


def by_kind(columns, held):
    """A row a kind of sound; `columns` is heading -> shares by kind."""
    def show(share):
        return f"{number(share['confidence'])} / {number(share['uncertain'])}" if share else NOTHING
    rows = [[k, next(c["kinds"][k]["clips"] for c in columns.values() if k in c["kinds"]),
             *(show(c["kinds"].get(k)) for c in columns.values())] for k in dict.fromkeys(k for c in columns.values() for k in c["kinds"])]
    rows.append(["**all of it**", max(c["all"]["clips"] for c in columns.values()), *(show(c["all"]) for c in columns.values())])
    if held:
        rows.append(["**held-out music**", held["all"]["music"]["clips"], *(show(c.get("music")) for c in columns.values())])
    return table(["sound", "clips", *columns], rows)
