"""Lines on standard error that say what is done and how long the rest will take."""
import sys
import time

QUIET = 30.0     # seconds after which work that goes on says so


class Progress:
    """Counts work in units that stand for time; `advance` as it is done, `say` a line with the time left."""

    def __init__(self, total):
        self.total, self.done, self.started = total, 0.0, time.monotonic()
        self.said = self.started

    def advance(self, units, what):
        """Counts work done; speaks only when nothing has been said for a while."""
        self.done += units
        if time.monotonic() - self.said > QUIET:
            self.say(f"{what} ...")

    def say(self, text):
        self.said = time.monotonic()
        elapsed, part = self.said - self.started, min(1.0, self.done / self.total)
        left = f", about {clock(elapsed * (1 - part) / part)} left" if 0.02 < part < 1 else ""
        print(f"[{part:4.0%} {clock(elapsed)}{left}] {text}", file=sys.stderr, flush=True)


def clock(seconds):
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
