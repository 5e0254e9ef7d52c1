"""Not sure: what the shipped files say of speech, noise and the like, against music that was held out."""
import numpy as np

import ensemble
import manifest
import shipped


def other(folder, found):
    """Confidence and share uncertain by kind of sound, for each ensemble of the manifest.

    Kinds whose groups the manifest names under `trained.outliers` were learned from as "no genre"; they
    are told apart from those the models never met. None where there is no such data.
    """
    if found is None:
        return None
    systems, rows = shipped.constants(folder)[1], np.arange(len(found))
    learned = manifest.read(folder).get("trained", {}).get("outliers", [])
    logits = shipped.predict(folder, found, rows)
    report = {"learned": [], "systems": {}}
    for name in ensemble.ENSEMBLES:
        mean, group = ensemble.tracks(systems[name].windows(logits), found.clip, found.group)
        sure = systems[name].confidence(mean).max(1)
        kind = np.array([k.split(":")[0] for k in group])
        met = np.isin(group, learned)
        told = report["systems"][name] = {"threshold": systems[name].threshold, "kinds": {}}
        for which, rows in (("never met", ~met), ("learned from", met)):
            for k in np.unique(kind[rows]):
                told["kinds"].setdefault(which, {})[str(k)] = share(sure[rows & (kind == k)], systems[name].threshold)
            if rows.any():
                told.setdefault("all", {})[which] = share(sure[rows], systems[name].threshold)
    report["learned"] = sorted(set(learned) & set(found.group.tolist()))
    return report


def share(confidence, threshold):
    """Mean confidence of clips, and the share that comes out as uncertain."""
    return {"clips": len(confidence), "confidence": float(confidence.mean()),
            "uncertain": float((confidence < threshold).mean())}
