"""The random split: the origin's protocol, whose figure is optimistic."""
import numpy as np

from training.data import splits
from training.evaluation.folds import Part, fit_systems, logits_of, runs_of, sizes
from training.scoring.protocol import Protocol


def random_split(data, options, store):
    """Features split at random by 30 s chunk, the CNN's spectrograms by 6 s window.

    The ensemble of all three is scored on the windows that none of them learned from.
    """
    by_chunk = splits.random(data.clip, options.seed, "random chunks")
    by_window = splits.random(np.arange(len(data)), options.seed, "random windows")
    plain = runs_of(by_chunk, options.seed, ("xgb", "nn"))
    image = runs_of(by_window, options.seed, ("cnn",))

    def report():
        protocol = Protocol(data)
        predictions = {m: store.get(run) for m, run in {**plain, **image}.items()}

        def add(names, validation, test, wanted, units):
            picked = {m: predictions[m] for m in names}
            systems = fit_systems(data, logits_of(picked, validation), validation)
            protocol.add({n: systems[n] for n in wanted}, logits_of(picked, test), test, units)

        add(plain, by_chunk.validation, by_chunk.test, ("xgb", "nn", "nn+xgb"), ("window", "chunk"))
        add(image, by_window.validation, by_window.test, ("cnn",), ("window",))
        unseen = [np.concatenate([s.validation, s.test]) for s in (by_chunk, by_window)]
        test = np.intersect1d(by_chunk.test, by_window.test)
        add(predictions, np.setdiff1d(np.intersect1d(*unseen), test), test, ("all",), ("window",))
        return {"sizes": [sizes(data, by_chunk), sizes(data, by_window)], "systems": protocol.systems(interval=False)}

    return Part([*plain.values(), *image.values()], report)
