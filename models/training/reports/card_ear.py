"""The card's section on the networks that learned from recordings elsewhere: where they come from, what each step gave, what is heard."""
from training.ear import origins
from training.reports.markdown import NOTHING, number, table
from training.reports.scores import cells
from training.reports.vocabulary import FIGURES


def section(told):
    """Origins, the teaching, the steps on recordings, the sounds."""
    return "\n\n".join(filter(None, [backbones(told), steps(told), sounds(told)]))


def backbones(told):
    """What the networks are and how they were taught."""
    taught = told.get("taught")
    if not taught:
        return ""
    rows = [[o.file, o.what, o.licence, f"`{o.sha256[:16]}`..."] for o in origins.ALL]
    agreement = [[f"`{name}`", taught[name]["clips"], taught[name]["held"], ", ".join(number(a, ".4f") for a in taught[name]["agreement"]),
                  number(taught[name]["minutes"], ".0f")] for name in ("sounds", "tags")]
    return f"""## The networks that hear

Two backbones start from published weights (first two rows; the third only teaches and judges) and are trained further to hear in this program's \
signal path, 22 050 Hz and windows of 6 s, what the published networks hear in theirs; no label is looked at in this. Their licences say nothing \
of the audio that the publishers learned from (AudioSet, the Million Song Dataset, MTG-Jamendo).

{table(['published file', 'what it is', 'licence', 'SHA-256'], rows)}

{table(['backbone', 'clips learned from', 'held out', 'agreement with its teacher before and after each epoch (cosine)', 'minutes'], agreement)}"""


def steps(told):
    """What each part of the ensemble gives, on recordings of unknown artists."""
    found = told.get("grouped", {}).get("steps")
    if not found:
        return ""
    rows = [[name, *cells(score), number(score["wrong_and_sure"], ".3f")] for name, score in found.items()]
    return f"""### What each step gives

Recordings, artist held out, by track.

{table(['joined', *FIGURES.values(), 'wrong above 60 %'], rows)}"""


def sounds(told):
    """What else is heard: thresholds and how often it is right."""
    facts = told.get("files", {}).get("hearing")
    if not facts:
        return ""
    by = {"notes": "the notes songs were made of", "network": "a published tag network", "speakers": "people speaking"}
    rows = [[name, number(s["threshold"], ".2f"), number(s["precision"], ".2f"), number(s["recall"], ".2f") if s.get("recall") is not None else NOTHING,
             s["told"], by[s["by"]]] for name, s in sorted(facts["sounds"].items())]
    return f"""### What else is told

A sound is told of a track whose mean strength reaches its threshold: the lowest from which on it was right at least 0.75 of the time, measured where it \
was fitted. Instruments and voices are judged on rendered songs, by their notes, and on recordings by whether a published tag network gives the clip more of \
the same than it gives three quarters of all (the stricter of the two judges is named); moods by the latter alone. \
Sounds that could not be judged, or were wrong too often, are not told.

{table(['sound', 'threshold', 'right when told', 'share found', 'tracks told', 'judged by'], rows)}"""
