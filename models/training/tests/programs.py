"""The programs of the package, run as users run them."""
import os
import subprocess
import sys

MODELS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(name, *arguments):
    """A program of the package, as `python3 -m training.NAME` runs it."""
    return subprocess.run([sys.executable, "-m", f"training.{name}", *arguments], cwd=MODELS, capture_output=True, text=True, timeout=600)
