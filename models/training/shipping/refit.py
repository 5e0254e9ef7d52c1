"""What ships: every member refitted on everything, written as files, with the manifest that joins them."""
import os

import numpy as np

from training.data import splits
from training.evaluation.folds import fit_systems
from training.models import members
from training.shipping import backbones, hearing, manifest


def build(data, kept, options, progress):
    """Refits every member on all rows for the length that the folds chose, and writes files and manifest.

    Ensembles are fitted on the out-of-fold predictions `kept`. Returns the facts about each file.
    """
    everything = splits.Split("everything", np.arange(len(data)), splits.NOTHING, splits.NOTHING)
    os.makedirs(options.out, exist_ok=True)
    manifest.withdraw(options.out)
    facts = {}
    for name in members.of(data):
        length = kept.lengths[name]
        fitted = members.fit(name, data, everything, options, progress, len(data), length)
        facts[name] = dict(members.save(name, fitted, data, options.out), length=length)
        progress.say(f"{members.file_of(name)}: refitted on everything, {facts[name]['bytes'] / 1e6:.2f} MB, file and framework "
                     f"agree to {facts[name]['largest_difference']:.1g} on {len(data)} rows")
    heard = {}
    if data.networks:
        facts.update(backbones.save(data.networks, options.out))
        entry, judged = hearing.build(data, options)
        heard = {"backbones": backbones.described(options.out), "hearing": entry}
        facts["hearing"] = {"file": hearing.FILE, "bytes": os.path.getsize(os.path.join(options.out, hearing.FILE)), "sha256": entry["sha256"], "sounds": judged}
    elif options.backbones and data.embeddings is not None:
        heard = backbones.inherited(options.backbones, options.out)
    if data.complete:
        manifest.write(options.out, data, fit_systems(data, kept.logits, kept.rows), options.seed, heard)
    return facts
