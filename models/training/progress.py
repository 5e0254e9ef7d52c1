"""Lines on standard error that say what is done and how long the rest will take."""
import sys
import time


class Progress:
    """Counts work in units that stand for time; `advance` as it is done, `say` a line with the time left."""

    def __init__(self, total):
        self.total, self.done, self.started = total, 0.0, time.monotonic()

    def advance(self, units):
        self.done += units

    def say(self, text):
        elapsed = time.monotonic() - self.started
        part = min(1.0, self.done / self.total)
        left = f", about {clock(elapsed * (1 - part) / part)} left" if 0.02 < part < 1 else ""
        print(f"[{part:4.0%} {clock(elapsed)}{left}] {text}", file=sys.stderr, flush=True)


def clock(seconds):
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
