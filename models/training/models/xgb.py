"""The gradient-boosted trees (XGBoost): features to genre margins."""
import json

import numpy as np
import xgboost

from training.data import splits
from training.data.features import mean_and_deviation, transformed
from training.models.class_weights import class_weights

ROUNDS, QUICK_ROUNDS, PATIENCE = 150, 10, 20
COPIES, JITTER = 2, 0.5      # rows are learned from once as they are and COPIES times with noise
OUTLIER_COPIES = 3           # times a row of what is no music is learned from, with a genre drawn by lot each time
PARAMETERS = {"objective": "multi:softprob", "eval_metric": ["merror", "mlogloss"], "tree_method": "hist",
              "max_depth": 3, "eta": 0.12, "subsample": 0.6, "colsample_bytree": 0.4, "lambda": 3.0,
              "min_child_weight": 20.0, "base_score": 0.5, "nthread": 2, "verbosity": 0}


class Fitted:
    """A trained booster with its learning curve and feature importances."""
    kind, columns = "features", "contexts"

    def __init__(self, data, train, validation, seed, length=None, quick=False, tick=lambda part: None):
        rounds = length or (QUICK_ROUNDS if quick else ROUNDS)
        self.view, self.names = data.view, data.view.names
        x, y = self.augmented(data, train, seed)
        learn = self.matrix(x, y, class_weights(y, len(data.genres))[y])
        watch = [(learn, "train")]
        if len(validation):
            held = data.genre[validation]
            watch.append((self.matrix(transformed(data.view, data.contexts[validation]), held,
                                      class_weights(held, len(data.genres))[held]), "validation"))
        history = {}
        booster = xgboost.train(
            dict(PARAMETERS, num_class=len(data.genres), seed=seed), learn, rounds, evals=watch,
            evals_result=history, early_stopping_rounds=PATIENCE if len(validation) else None, verbose_eval=False)
        self.length = booster.best_iteration + 1 if len(validation) else rounds
        self.booster = centred(booster[:self.length], x)
        self.curve = [self.point(history, i) for i in range(len(history["train"]["mlogloss"]))]
        tick(1)

    @staticmethod
    def augmented(data, rows, seed):
        """The rows' features as they are seen, and copies with a little noise: splits that noise can undo teach nothing."""
        rendered = rows[~splits.recorded(data)[rows]]
        rows = rendered if len(rendered) else rows        # trees cannot be told to leave genres apart: see splits.candidate_genres
        clean = transformed(data.view, data.contexts[rows])
        noise = JITTER * mean_and_deviation(data.view, data.contexts[rows])[1]
        rng = np.random.default_rng(seed)
        copies = [clean] + [clean + (noise * rng.standard_normal(clean.shape)).astype(np.float32)
                            for _ in range(COPIES)]
        labels = [np.tile(data.genre[rows], COPIES + 1)]
        if getattr(data, "other", None) is not None:      # what is no music is of any genre, and so of none
            copies.append(transformed(data.view, np.tile(data.other.contexts, (OUTLIER_COPIES, 1))))
            labels.append(rng.integers(0, len(data.genres), len(copies[-1])))
        return np.concatenate(copies), np.concatenate(labels)

    @staticmethod
    def matrix(x, y=None, weight=None):
        return xgboost.DMatrix(x, label=y, weight=weight, feature_names=[f"f{i}" for i in range(x.shape[1])])

    @staticmethod
    def point(history, i):
        """One round of the learning curve, in the networks' words."""
        point = {"epoch": i + 1}
        for part, values in history.items():
            point[f"{part}_loss"] = values["mlogloss"][i]
            point[f"{part}_accuracy"] = 1 - values["merror"][i]
        return point

    def logits(self, data, rows):
        if not len(rows):
            return np.zeros((0, len(data.genres)), np.float32)
        return self.booster.predict(self.matrix(transformed(self.view, data.contexts[rows])), output_margin=True)

    def importances(self):
        """Share of the total gain that each feature brought, adding up to 1."""
        gain = self.booster.get_score(importance_type="total_gain")
        total = max(sum(gain.values()), 1e-12)
        return {name: gain.get(f"f{i}", 0.0) / total for i, name in enumerate(self.names)}


def centred(booster, x):
    """Moves every threshold from a value of the training data to the middle of the gap below it.

    `hist` cuts at values that occur, so a rounding difference in the last bit would send such a row the
    other way. No training row changes sides.
    """
    model = json.loads(booster.save_raw("json"))
    values = [np.unique(x[:, i]) for i in range(x.shape[1])]
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        for node, left in enumerate(tree["left_children"]):
            if left < 0:
                continue
            seen, cut = values[tree["split_indices"][node]], np.float32(tree["split_conditions"][node])
            below = np.searchsorted(seen, cut) - 1
            if below >= 0:
                middle = np.float32((np.float64(seen[below]) + np.float64(cut)) / 2)
                if seen[below] < middle <= cut:
                    tree["split_conditions"][node] = float(middle)
    moved = xgboost.Booster()
    moved.load_model(bytearray(json.dumps(model).encode()))
    moved.set_param({"nthread": PARAMETERS["nthread"]})
    return moved
