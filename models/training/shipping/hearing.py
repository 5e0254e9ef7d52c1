"""What else is heard, as it ships: the file, and for each sound the threshold from which on telling it is mostly right."""
import csv
import os

import numpy as np

from training.data import splits
from training.data.files import digest
from training.ear import hearing, music, networks, recipe, space, vocabulary
from training.models import onnx_export

FILE, MUSIC = "hearing.onnx", "music"
PLAYED, UNHEARD = 0.15, 0.0            # of the time: a track has a sound from so much on, and has it not at so much
WANTED, FEWEST = 0.75, 10               # precision; tracks that must be told for it to be believed
HIGH = 0.75                            # of clips get less of a tag from a published network than those that have it
TAGS = {"tags": vocabulary.TAGS, "jamendo": vocabulary.JAMENDO}
LEVELS = np.concatenate([np.arange(0.01, 0.2, 0.005), np.arange(0.2, 0.96, 0.01)])


def build(data, options):
    """Writes the network as it ships; its entry in the manifest, and how its sounds were judged."""
    fitted = hearing.Hearing(data.networks, music.of(data), space.fit(space.of(data.networks, data.embeddings), data.song)).eval()
    judged = thresholds(fitted, data, options)
    told = [{"name": MUSIC, "kind": "hidden", "threshold": 0.5}] + [
        {"name": name, "kind": kind, **judged[name]} if name in judged else {"name": name, "kind": "hidden", "threshold": 1.0} for name, kind in hearing.names()]
    path = os.path.join(options.out, FILE)
    save(fitted, path)
    return {"file": FILE, "sha256": digest(path), "input": {"kind": "embedding", "backbones": list(networks.FORMS)}, "music": MUSIC,
                    "embedding_width": space.SIZE, "sounds": [{k: v for k, v in sound.items() if k in ("name", "kind", "threshold", "precision")} for sound in told]}, judged


def save(fitted, path):
    """As ONNX with the outputs `sounds` and `embedding`."""
    example = np.zeros((2, networks.WIDTH), np.float32)
    onnx_export.save(onnx_export.torch_graph(fitted, example, "embeddings", "sounds", "embedding"), path)


def by_track(values, song):
    names, inverse = np.unique(song, return_inverse=True)
    total = np.zeros((len(names), values.shape[1]))
    np.add.at(total, inverse, values)
    return names, total / np.bincount(inverse)[:, None]


def thresholds(fitted, data, options):
    """Sound -> threshold, precision, how many were told of it, and who judged; sounds that nobody judges, or that are wrong too often, are
    left out. Instruments and voices are judged by the notes that rendered songs were made of and by what a published tag network hears
    in clips it was asked about, the stricter of the two; speech by people speaking; moods by the network alone."""
    names, strength = by_track(hearing.strengths(fitted, data.embeddings), data.song)
    notes, clips = played(options), asked(fitted, options)
    judged = {}
    for place, (name, kind, _, made) in enumerate(vocabulary.sounds(), 1):
        found = []
        if made is not None and notes:
            found.append(judge(strength[:, place], np.array([has(notes.get(song), made) for song in names], float), "notes"))
        if name == "speech":
            people = np.array([splits.kind_of(group) in ("speech", "espeak") for group in data.other.group])
            told = np.concatenate([hearing.strengths(fitted, data.other.embeddings)[people, place], strength[:, place]])
            found = [judge(told, np.concatenate([np.ones(people.sum()), np.zeros(len(strength))]), "speakers")]
        if name in vocabulary.OPINIONS:
            found.append(judge(clips[0][:, place], opinion(clips, *vocabulary.OPINIONS[name]), "network"))
        if found and all(found):
            judged[name] = max(found, key=lambda one: one["threshold"])
    for place, (name, (_, tags)) in enumerate(vocabulary.MOODS.items(), 1 + len(vocabulary.sounds())):
        found = judge(clips[0][:, place], opinion(clips, "jamendo", tags), "network")
        if found:
            judged[name] = found
    return judged


def judge(strength, truth, by):
    """The lowest threshold from which on all that is told is right WANTED of the time; None when there is none."""
    known = np.isfinite(truth)
    strength, truth = strength[known], truth[known] > 0
    for level in LEVELS:
        told = strength >= level
        if told.sum() < FEWEST:
            return None
        if truth[told].mean() >= WANTED:
            return {"threshold": round(float(level), 3), "precision": round(float(truth[told].mean()), 3), "told": int(told.sum()),
                    "recall": round(float(told[truth].mean()), 3), "by": by}
    return None


def opinion(clips, network, tags):
    """1 for the clips to which a published network gives more of the tags than to HIGH of all."""
    tags = [TAGS[network].index(tag) for tag in tags]
    said = clips[1][network][:, tags].max(1)
    return (said >= np.quantile(said, HIGH)).astype(float)


def has(shares, made):
    """1 when the sound plays in a song, 0 when it does not, NaN when nobody knows."""
    if shares is None:
        return np.nan
    if isinstance(made, str):
        share = shares.get(made, 0.0)
    else:
        share = max((shares.get(str(program), 0.0) for program in made), default=0.0)
    return 1.0 if share >= PLAYED else 0.0 if share <= UNHEARD and "layers" not in shares else np.nan


def played(options):
    """Song -> sound -> share of its time, of rendered songs; nothing where the corpus has no list."""
    path = os.path.join(options.corpus or "", "instruments.csv")
    found = {}
    if os.path.isfile(path):
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["song"], {})[row["sound"]] = float(row["share"])
    return found


def asked(fitted, options):
    """Of the clips that the published networks were asked about: strengths of sounds [N,.], and what each network said by name."""
    embeddings, said = recipe.lessons_of(options.data, options.unlabelled)
    return hearing.strengths(fitted, embeddings), said
