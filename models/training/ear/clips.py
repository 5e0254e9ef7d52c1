"""The clips of a data folder as audio: 30 s each, mono at 22 050 Hz, as the extraction listed them."""
import os

import numpy as np
import soundfile
import torch

from training.data.music import CLIP_COLUMNS, WINDOW_COLUMNS, DataError, read_table
from training.ear.mel import RATE

WINDOW, WINDOWS = 6 * RATE, 5
LENGTH = WINDOW * WINDOWS


class Clips:
    """The clips of `folder` (clips.csv, windows.csv), whose files lie in `corpus`."""

    def __init__(self, folder, corpus):
        self.table = read_table(os.path.join(folder, "clips.csv"), CLIP_COLUMNS)
        windows = read_table(os.path.join(folder, "windows.csv"), WINDOW_COLUMNS)
        self.table["group"] = np.where(self.table["group"] == "", self.table["song"], self.table["group"])
        self.paths = [os.path.join(corpus, path) for path in self.table["path"]]
        place = {name: i for i, name in enumerate(self.table["clip"])}
        self.owner = np.array([place[clip] for clip in windows["clip"]])
        self.start = np.round(windows["start_s"].astype(float) * RATE).astype(int)
        self.end = np.round(windows["end_s"].astype(float) * RATE).astype(int)
        self.rows = [np.flatnonzero(self.owner == i) for i in range(len(self.paths))]

    def __len__(self):
        return len(self.paths)

    def windows(self, clip):
        """Samples [windows, 132300] of a clip; one that is shorter is repeated."""
        samples, rate = soundfile.read(self.paths[clip], dtype="float32")
        if rate != RATE or samples.ndim != 1:
            raise DataError(f"{self.paths[clip]} is not mono at {RATE} Hz")
        cut = [samples[self.start[row]:self.end[row]] for row in self.rows[clip]]
        return torch.from_numpy(np.stack([np.resize(one, WINDOW) for one in cut]))

    def whole(self, clip):
        """Samples [661500] of a clip: its windows, repeated where there are fewer than five."""
        windows = self.windows(clip)
        return windows[torch.arange(WINDOWS) % len(windows)].reshape(-1)

    @staticmethod
    def joined(parts):
        """Several of them as one."""
        whole = Clips.__new__(Clips)
        whole.table = {name: np.concatenate([part.table[name] for part in parts]) for name in CLIP_COLUMNS}
        whole.paths = [path for part in parts for path in part.paths]
        for name in ("start", "end"):
            setattr(whole, name, np.concatenate([getattr(part, name) for part in parts]))
        before = np.cumsum([0, *(len(part.start) for part in parts)])
        whole.rows = [rows + shift for part, shift in zip(parts, before) for rows in part.rows]
        clips = np.cumsum([0, *(len(part) for part in parts)])
        whole.owner = np.concatenate([part.owner + shift for part, shift in zip(parts, clips)])
        return whole
