"""Trains the small tagger of this folder:  python3 train.py CORPUS  (a folder with corpus.csv, from `gyms corpus`).

Two minutes on one core. Writes tagger.onnx and puts its hash and the accuracy on songs it has not learned from in ensemble.json.
"""
import csv
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import soundfile
import torch
from scipy.signal import resample_poly
from torch import nn

from mel import mel_spectrogram

HERE = Path(__file__).parent
LABELS = {
    "blues": ["Blues"],
    "classical": ["Classical"],
    "electronic": ["Electronic", "Electronic Chill"],
    "folk": ["Folk"],
    "hiphop": ["Hip Hop"],
    "jazz": ["Jazz", "Jazz Piano", "Swing"],
    "pop_rock": ["Pop", "Rock", "Soft Rock"],
    "soul_rnb": ["Soul", "Rhythm n Blues"],
}
SECONDS, EPOCHS, PATCHES_A_CLIP, BATCH, HELD_OUT = 9, 12, 3, 32, 5


class Tagger(nn.Module):
    """[N, frames, mels] log mel to [N, labels] logits, one yes or no a label."""

    def __init__(self, mels, labels):
        super().__init__()

        def block(inputs, outputs):
            return [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]

        self.bands = nn.BatchNorm1d(mels)
        self.body = nn.Sequential(*block(1, 16), *block(16, 32), *block(32, 64))
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(128, labels))

    def forward(self, mel):
        x = self.body(self.bands(mel.transpose(1, 2)).unsqueeze(1))
        return self.head(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))


def spectrogram(path, parameters):
    """Of the middle of a clip."""
    with soundfile.SoundFile(path) as file:
        rate = file.samplerate
        file.seek(max(0, len(file) // 2 - SECONDS * rate // 2))
        samples = file.read(SECONDS * rate, dtype="float32")
    return mel_spectrogram(resample_poly(samples, parameters["sample_rate"], rate), parameters).astype(np.float16)


def cut(clip, start, frames):
    return torch.from_numpy(clip[start : start + frames].astype(np.float32))


def scores(model, clip, frames):
    """Mean probabilities of a clip's patches, as they are averaged in scoring."""
    with torch.no_grad():
        return torch.sigmoid(model(torch.stack([cut(clip, s, frames) for s in range(0, len(clip) - frames + 1, frames)]))).mean(0)


def main(corpus):
    manifest = json.loads((HERE / "ensemble.json").read_text())
    entry = manifest["members"][0]
    parameters, frames, names = entry["input"]["mel"], entry["input"]["patch"]["frames"], entry["labels"]
    label = {genre: names.index(name) for name, genres in LABELS.items() for genre in genres}
    rows = [row for row in csv.DictReader((corpus / "corpus.csv").open()) if row["genre"] in label]
    clips = []
    for row in rows:
        clips.append(spectrogram(corpus / row["path"], parameters))
        if len(clips) % 200 == 0:
            print(f"{len(clips)} of {len(rows)} clips", flush=True)
    truth = np.array([label[row["genre"]] for row in rows])
    # A song, and what it was made from, is either learned from or tested on.
    test = np.array([int(hashlib.sha256(row["group"].encode()).hexdigest(), 16) % HELD_OUT == 0 for row in rows])
    print(f"{len(rows)} clips, {test.sum()} held out", flush=True)

    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    model = Tagger(parameters["n_mels"], len(names))
    weight = torch.tensor([len(truth) / len(names) / max(1, n) for n in np.bincount(truth, minlength=len(names))], dtype=torch.float32)
    optimiser = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=1e-3)
    learn = np.repeat(np.flatnonzero(~test), PATCHES_A_CLIP)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=EPOCHS * (len(learn) // BATCH))
    for epoch in range(EPOCHS):
        model.train()
        losses = []
        for batch in rng.permutation(learn)[: len(learn) // BATCH * BATCH].reshape(-1, BATCH):
            mel = torch.stack([cut(clips[i], rng.integers(len(clips[i]) - frames), frames) for i in batch])
            mel = (mel + torch.from_numpy(rng.normal(0, 0.3, (BATCH, 1, 1)).astype(np.float32))).clamp(min=0)
            is_label = nn.functional.one_hot(torch.from_numpy(truth[batch]), len(names)).float()
            loss = nn.functional.binary_cross_entropy_with_logits(model(mel), is_label, weight=weight[truth[batch]][:, None])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)

    model.eval()
    right = np.array([scores(model, clips[i], frames).argmax().item() == truth[i] for i in np.flatnonzero(test)])
    recall = [right[truth[test] == k].mean() for k in range(len(names))]
    print(f"held out: {right.mean():.3f} right, mean recall {np.mean(recall):.3f}; " + ", ".join(f"{n} {r:.2f}" for n, r in zip(names, recall)))
    torch.onnx.export(
        model, torch.zeros(2, frames, parameters["n_mels"]), HERE / entry["file"], opset_version=13,
        input_names=["mel"], output_names=[entry["output_name"]], dynamic_axes={"mel": {0: "n"}, entry["output_name"]: {0: "n"}})
    entry["sha256"] = hashlib.sha256((HERE / entry["file"]).read_bytes()).hexdigest()
    (HERE / "ensemble.json").write_text(json.dumps(manifest, indent=2) + "\n")


main(Path(sys.argv[1]))
