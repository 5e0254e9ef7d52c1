"""From logits to verdicts to figures: ensembles, calibration, metrics, intervals."""
