"""The card's first section: recordings by artists that no model learned from. They decide."""
from training.reports.markdown import NOTHING, number, table
from training.reports.scores import baseline, cell, cells
from training.reports.vocabulary import FIGURES, SYSTEMS

FEW = 5      # recordings of a genre, below which its figure says nothing


def section(told):
    """Every labelled recording, judged by models of a fold that held its artist out."""
    report = told.get("grouped", {})
    systems = report.get("recordings_as_shipped")
    if not systems or "all" not in systems:
        return ""
    best, size = systems["all"]["track"], report["recordings"]["size"]
    return f"""## Recordings: artist held out

**Ensemble `all` names the genre of {cell(best, 'accuracy')} of {best['count']} recordings by artists it never learned from, among its \
first three of {cell(best, 'top3')}; macro recall {cell(best, 'macro_recall')}** ({baseline(best)}). Answers it gives more than 60 % are wrong in \
**{number(best['wrong_and_sure'], '.3f')}** of all recordings (it gives that much in {number(best['sure'], '.2f')}); calibration error over ten bins \
{number(best['ece10'], '.3f')}, over fifteen {cell(best, 'ece')}; confidences that were exactly true would show {best['ece_if_calibrated']:.3f}.

{size['songs']} recordings of {size['groups']} artists with free licences. In every fold those of a quarter of the artists are not learned from; \
each is judged by the fold that never heard its artist, joined and calibrated by what the other folds said. What ships is refitted on all.

{table(['by track', *FIGURES.values(), 'wrong above 60 %'], [[name.long, *cells(systems[s]['track']), number(systems[s]['track']['wrong_and_sure'], '.3f')]
                                                             for s, name in SYSTEMS.items() if s in systems])}

{genres(best)}

![Confusion on recordings](card/confusion-recordings.png)

![Reliability on recordings](card/reliability-recordings.png)"""


def genres(best):
    """Recall a genre with its count; which genres cannot be spoken of."""
    counts = {genre: sum(row) for genre, row in zip(best["recall"], best["confusion"])}
    rows = [[genre, counts[genre], number(recall, ".2f") if recall is not None else NOTHING, first_wrong(best, place, list(counts))]
            for place, (genre, recall) in enumerate(best["recall"].items())]
    few = [f"{genre} ({count})" for genre, count in counts.items() if count < FEW]
    return table(["genre", "recordings", "recall", "most often taken for"], rows) + (
        f"\n\n**Too few recordings to say anything of:** {', '.join(few)}." if few else "")


def first_wrong(best, place, names):
    """The other genre that a genre's recordings are named most often."""
    row = [0 if i == place else count for i, count in enumerate(best["confusion"][place])]
    return f"{names[row.index(max(row))]} ({max(row)})" if max(row) else NOTHING
