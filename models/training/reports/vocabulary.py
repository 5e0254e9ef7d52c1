"""What systems, units and figures are called, in the order in which they are told."""
from dataclasses import dataclass


@dataclass(frozen=True)
class SystemName:
    """Names of a member or ensemble: `short` in a picture, `long` in a page, `plain` in text."""
    short: str
    long: str
    plain: str


SYSTEMS = {"xgb": SystemName("XGBoost", "XGBoost (30 s context)", "trees (xgb)"),
           "nn": SystemName("dense network", "dense network (30 s context)", "dense network (nn)"),
           "cnn": SystemName("CNN", "CNN (6 s)", "convolutional network (cnn)"),
           "sounds": SystemName("sounds", "`sounds` on its backbone (30 s context)", "sounds network (sounds)"),
           "tags": SystemName("tags", "`tags` on its backbone (30 s)", "tags network (tags)"),
           "nn+xgb": SystemName("nn+xgb", "ensemble `nn+xgb`", "ensemble nn+xgb"),
           "all": SystemName("all", "ensemble `all`", "ensemble all")}
UNITS = {"track": "track", "chunk": "30 s chunk", "window": "6 s window"}
FIGURES = {"accuracy": "top-1", "top3": "top-3", "macro_recall": "macro recall", "ece": "ECE"}
