"""The card's sections on grouped cross-validation: the figure that counts, and what it is made of."""
from training.reports.markdown import number, table
from training.reports.scores import baseline, cell, compared, on_tracks, results, sizes
from training.reports.vocabulary import SYSTEMS

PARTLY_NEW = {"only the group new": "sound font known, group new", "only the font new": "group known, sound font new"}


def grouped(told):
    """The figure of music whose groups and sound fonts are new."""
    report = told.get("grouped")
    if not report:
        return ""
    rotating = len(told["families"]) > 1
    held = "groups **and** sound-font family held out" if rotating else "groups held out"
    best = (report.get("as_shipped") or report["systems"])["all"]["track"]
    return f"""## Grouped cross-validation: {held}

**Ensemble `all` names the genre of {cell(best, 'accuracy')} of unheard tracks, among its first three of \
{cell(best, 'top3')}; macro recall {cell(best, 'macro_recall')}, calibration error {cell(best, 'ece')}** \
({baseline(best)}). \
Confidences that were exactly true would show a calibration error of {best['ece_if_calibrated']:.3f} on {best['count']} tracks.

No song and no group (groove, pattern, score, artist){' and no sound font' if rotating else ''} is on both sides; each of \
the {len(report['sizes'])} folds trains its own models. {as_shipped(report)}

{coarse(best)}

![Confusion matrix](card/confusion.png)

![Reliability](card/reliability.png)

The members and their ensembles, joined on validation groups inside each fold's training side:

{results(report['systems'])}

{same_models(report)}

{sizes(report)}"""


def as_shipped(report):
    """The ensembles joined as what ships is joined."""
    if "as_shipped" not in report:
        return ""
    return f"""The ensembles below, and the sentence above, are joined as what ships is joined: weights, temperatures and \
calibration are fitted on out-of-fold predictions, here for each fold on those of the other folds only.

{results(report['as_shipped'])}"""


def coarse(best):
    """Coarse groups of genres, by track."""
    told = best.get("coarse")
    if not told:
        return ""
    rows = [[name, ", ".join(genres), number(told["recall"][name])] for name, genres in told["genres"].items()]
    return f"""In {len(told['genres'])} coarse groups, whose probabilities add up: top-1 {cell(told, 'accuracy')}, top-3 \
{cell(told, 'top3')}, macro recall {cell(told, 'macro_recall')} ({baseline(told, 'the most frequent group')}).

{table(['group', 'genres', 'recall by track'], rows)}

![Confusion of coarse groups](card/confusion-coarse.png)"""


def same_models(report):
    """What of the loss comes from new groups, and what from new sound fonts, with the very same models."""
    if not report.get("same_models"):
        return ""
    forms = {"both new, as above": report["systems"],
             **{PARTLY_NEW[kind]: on_tracks(systems) for kind, systems in report["same_models"].items()}}
    return f"""The very same models on the rendered music that the folds leave aside, of which only one thing is new:

{compared(forms)}"""


def by_genre(told):
    """Recall of each genre by each system, and what the trees and the networks learned from."""
    report = told.get("grouped")
    if not report:
        return ""
    recalls = {f"`{s}`": report["systems"][s] for s in SYSTEMS if s in report["systems"]}
    recordings = report.get("recordings", {}).get("systems", {}).get("all")
    if recordings:
        recalls["`all`, recordings"] = recordings
    rows = [[g, *(number(units["track"]["recall"][g]) for units in recalls.values())] for g in told["genres"]]
    return f"""## By genre and by feature

Recall of tracks in grouped cross-validation{', and of recordings by unknown artists' if recordings else ''}:

{table(['', *recalls], rows)}

![Feature importances](card/importances.png)

![Learning curves](card/learning.png)"""
