"""Files: known by their digest, and written whole or not at all."""
import hashlib
import os
from contextlib import contextmanager


def digest(path):
    """SHA-256 of a file, hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


@contextmanager
def replacing(path, mode="w", **options):
    """A file to write, as `open` gives it, that takes the place of `path` once it is whole."""
    with open(path + ".part", mode, **options) as file:
        yield file
    os.replace(path + ".part", path)
